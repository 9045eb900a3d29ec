package org.acme.checkout.catalogue;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;

/** Keeps the snapshot, so that a restart while inventory is away doesn't close the shop. */
@ApplicationScoped
public class CatalogueStore {

    private final Jdbi jdbi;

    public CatalogueStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** What the last process, or another replica, has left; nothing on the very first start. */
    public Optional<Snapshot> load() {
        List<Product> products =
                jdbi.withHandle(
                        handle ->
                                handle.createQuery(
                                                """
                                                SELECT sku, name, price_minor, currency, available, as_of
                                                FROM catalogue_product
                                                """)
                                        .map(CatalogueStore::product)
                                        .list());
        return products.stream()
                .map(Product::asOf)
                .min(Comparator.naturalOrder())
                .map(oldest -> Snapshot.of(products, oldest));
    }

    /** Writes a snapshot, never over a younger one. Ordered by sku, so that replicas don't deadlock. */
    public void save(Snapshot snapshot) {
        if (snapshot.products().isEmpty()) {
            return;
        }
        jdbi.useTransaction(
                handle -> {
                    PreparedBatch batch =
                            handle.prepareBatch(
                                    """
                                    INSERT INTO catalogue_product AS kept
                                        (sku, name, price_minor, currency, available, as_of)
                                    VALUES (:sku, :name, :price, :currency, :available, :asOf)
                                    ON CONFLICT (sku) DO UPDATE SET
                                        name = excluded.name,
                                        price_minor = excluded.price_minor,
                                        currency = excluded.currency,
                                        available = excluded.available,
                                        as_of = excluded.as_of
                                    WHERE kept.as_of < excluded.as_of
                                    """);
                    for (Product product : snapshot.all()) {
                        bind(batch, product).add();
                    }
                    batch.execute();
                    handle.createUpdate("DELETE FROM catalogue_product WHERE as_of < :asOf")
                            .bind("asOf", snapshot.asOf())
                            .execute();
                });
    }

    private static PreparedBatch bind(PreparedBatch batch, Product product) {
        return batch.bind("sku", product.sku())
                .bind("name", product.name())
                .bind("price", product.priceMinor())
                .bind("currency", product.currency())
                .bind("available", product.available())
                .bind("asOf", product.asOf());
    }

    private static Product product(ResultSet row, StatementContext context) throws SQLException {
        return new Product(
                row.getString("sku"),
                row.getString("name"),
                row.getLong("price_minor"),
                row.getString("currency"),
                row.getLong("available"),
                instant(row));
    }

    private static Instant instant(ResultSet row) throws SQLException {
        return row.getObject("as_of", OffsetDateTime.class).toInstant();
    }
}
