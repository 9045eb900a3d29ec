package org.acme.checkout.catalogue;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;

/** Stores the snapshot in the database, so that checkout can restart while inventory is down. */
@ApplicationScoped
public class CatalogueStore {

    private final Jdbi jdbi;
    private final Catalogue catalogue;

    public CatalogueStore(Jdbi jdbi, Catalogue catalogue) {
        this.jdbi = jdbi;
        this.catalogue = catalogue;
    }

    /** Loads the last stored snapshot; empty on the very first start. */
    public Optional<Snapshot> load() {
        List<Product> products =
                jdbi.withHandle(
                        handle ->
                                handle.createQuery(
                                                """
                                                SELECT sku, name, price_minor, currency, available, as_of,
                                                    greatest(0, (1000 * extract(epoch FROM
                                                        clock_timestamp() - as_of))::bigint) AS age_millis
                                                FROM catalogue_product
                                                """)
                                        .map(this::product)
                                        .list());
        return products.stream()
                .map(Product::read)
                .reduce((one, other) -> one.isAfter(other) ? other : one)
                .map(oldest -> Snapshot.of(products, oldest));
    }

    /**
     * Writes a snapshot, but never replaces a younger one. Rows are written in the order of their
     * skus, so that replicas don't deadlock.
     *
     * <p>Ages are converted to times of the database clock, which all replicas share. A row from
     * the future was written before that clock was set back, so it does not count as younger.
     */
    public void save(Snapshot snapshot) {
        if (snapshot.products().isEmpty()) {
            return;
        }
        jdbi.useTransaction(
                handle -> {
                    OffsetDateTime read = readAt(handle, catalogue.age(snapshot.read()));
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
                                        OR kept.as_of > clock_timestamp()
                                    """);
                    for (Product product : snapshot.all()) {
                        bind(batch, product, read).add();
                    }
                    batch.execute();
                    handle.createUpdate(
                                    """
                                    DELETE FROM catalogue_product
                                    WHERE as_of < :asOf OR as_of > clock_timestamp()
                                    """)
                            .bind("asOf", read)
                            .execute();
                });
    }

    private static OffsetDateTime readAt(Handle handle, Duration age) {
        return handle.createQuery("SELECT clock_timestamp() - :age * interval '1 ms'")
                .bind("age", age.toMillis())
                .mapTo(OffsetDateTime.class)
                .one();
    }

    private static PreparedBatch bind(PreparedBatch batch, Product product, OffsetDateTime read) {
        return batch.bind("sku", product.sku())
                .bind("name", product.name())
                .bind("price", product.priceMinor())
                .bind("currency", product.currency())
                .bind("available", product.available())
                .bind("asOf", read);
    }

    private Product product(ResultSet row, StatementContext context) throws SQLException {
        return new Product(
                row.getString("sku"),
                row.getString("name"),
                row.getLong("price_minor"),
                row.getString("currency"),
                row.getLong("available"),
                catalogue.earlier(instant(row), Duration.ofMillis(row.getLong("age_millis"))));
    }

    private static Instant instant(ResultSet row) throws SQLException {
        return row.getObject("as_of", OffsetDateTime.class).toInstant();
    }
}
