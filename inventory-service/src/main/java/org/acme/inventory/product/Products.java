package org.acme.inventory.product;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** Reads products from the database. */
@Singleton
public class Products {

    private final Jdbi jdbi;

    Products(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Returns all products, sorted by sku. */
    public List<Product> all() {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        """
                                        SELECT p.sku, p.name, p.price_minor, p.currency, s.available
                                          FROM product p JOIN stock s USING (sku)
                                         ORDER BY p.sku
                                        """)
                                .map(Products::product)
                                .list());
    }

    /** Returns the product, if it exists. */
    public Optional<Product> find(String sku) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        """
                                        SELECT p.sku, p.name, p.price_minor, p.currency, s.available
                                          FROM product p JOIN stock s USING (sku)
                                         WHERE p.sku = :sku
                                        """)
                                .bind("sku", sku)
                                .map(Products::product)
                                .findOne());
    }

    /** Returns the available stock of a product, if it exists. */
    public Optional<Availability> availability(String sku) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        """
                                        SELECT sku, available, statement_timestamp() AS as_of
                                          FROM stock
                                         WHERE sku = :sku
                                        """)
                                .bind("sku", sku)
                                .map(Products::availability)
                                .findOne());
    }

    private static Product product(ResultSet row, StatementContext context) throws SQLException {
        return new Product(
                row.getString("sku"),
                row.getString("name"),
                row.getLong("price_minor"),
                row.getString("currency"),
                row.getLong("available"));
    }

    private static Availability availability(ResultSet row, StatementContext context)
            throws SQLException {
        Instant asOf = row.getTimestamp("as_of").toInstant();
        return new Availability(row.getString("sku"), row.getLong("available"), asOf);
    }
}
