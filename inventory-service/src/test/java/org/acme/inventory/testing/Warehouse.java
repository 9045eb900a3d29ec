package org.acme.inventory.testing;

import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Jdbi;

/** Gives each test products of its own, and reads the books past the service. */
@Singleton
public class Warehouse {

    private static final AtomicInteger NUMBER = new AtomicInteger(1000);

    private final Jdbi jdbi;

    private final Jdbi outside;

    Warehouse(
            Jdbi jdbi,
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String url,
            @ConfigProperty(name = "quarkus.datasource.username") String user,
            @ConfigProperty(name = "quarkus.datasource.password") String password) {
        this.jdbi = jdbi;
        String address = url + (url.contains("?") ? "&" : "?") + "currentSchema=inventory";
        this.outside = Jdbi.create(address, user, password);
    }

    /** Connections that don't come from the service's pool. */
    public Jdbi outside() {
        return outside;
    }

    /** A new product of which so many pieces were delivered. */
    public String product(int pieces) {
        String sku = "TEST-" + NUMBER.incrementAndGet();
        jdbi.useTransaction(
                handle -> {
                    handle.execute("INSERT INTO product VALUES (?, 'for a test', 100, 'EUR')", sku);
                    if (pieces > 0) {
                        handle.execute(
                                "INSERT INTO delivery (sku, quantity) VALUES (?, ?)", sku, pieces);
                    }
                    handle.execute("INSERT INTO stock (sku, available) VALUES (?, ?)", sku, pieces);
                });
        return sku;
    }

    /** What is left of the product. */
    public long stock(String sku) {
        return number("SELECT available FROM stock WHERE sku = ?", sku);
    }

    /** How many pieces were delivered in all. */
    public long delivered(String sku) {
        return number("SELECT coalesce(sum(quantity), 0) FROM delivery WHERE sku = ?", sku);
    }

    /** How many pieces are held by reservations. */
    public long held(String sku) {
        return number(
                """
                SELECT coalesce(sum(quantity), 0)
                  FROM reservation_line JOIN reservation USING (order_id)
                 WHERE sku = ? AND state = 'held'
                """,
                sku);
    }

    /** How many rows tell of this order. */
    public long rows(UUID orderId) {
        return number("SELECT count(*) FROM reservation WHERE order_id = ?", orderId);
    }

    /** How many reservations there are at all. */
    public long reservations() {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery("SELECT count(*) FROM reservation")
                                .mapTo(Long.class)
                                .one());
    }

    /** How many products break the rule that stock = delivered - held. */
    public long unbalanced() {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        """
                                        SELECT count(*) FROM stock s
                                         WHERE available <>
                                           (SELECT coalesce(sum(quantity), 0) FROM delivery d
                                             WHERE d.sku = s.sku)
                                         - (SELECT coalesce(sum(quantity), 0)
                                              FROM reservation_line l JOIN reservation USING (order_id)
                                             WHERE l.sku = s.sku AND state = 'held')
                                        """)
                                .mapTo(Long.class)
                                .one());
    }

    private long number(String sql, Object argument) {
        return jdbi.withHandle(handle -> handle.select(sql, argument).mapTo(Long.class).one());
    }
}
