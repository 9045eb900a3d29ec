package org.acme.inventory.delivery;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/**
 * The ledger of deliveries. Several replicas may deliver concurrently: the database decides which
 * one does.
 */
@Singleton
public class Deliveries {

    private final Jdbi jdbi;

    Deliveries(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Returns the available stock of every product by sku. */
    Map<String, Long> levels() {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery("SELECT sku, available FROM stock ORDER BY sku")
                                .reduceRows(
                                        new LinkedHashMap<>(),
                                        (levels, row) -> {
                                            levels.put(
                                                    row.getColumn("sku", String.class),
                                                    row.getColumn("available", Long.class));
                                            return levels;
                                        }));
    }

    /**
     * Delivers {@code quantity} pieces if the product is still low and deliveries aren't paused.
     * The update waits for the row's lock and then checks the mark again, so that of two replicas
     * only one delivers.
     *
     * @return whether it delivered
     */
    boolean deliver(String sku, long lowWaterMark, int quantity) {
        return jdbi.withHandle(
                handle ->
                        handle.createUpdate(
                                                """
                                                WITH restocked AS (
                                                    UPDATE stock
                                                       SET available = available + :quantity
                                                     WHERE sku = :sku
                                                       AND available < :lowWaterMark
                                                       AND NOT EXISTS (SELECT FROM delivery_pause
                                                                        WHERE until > now())
                                                    RETURNING sku)
                                                INSERT INTO delivery (sku, quantity)
                                                SELECT sku, :quantity FROM restocked
                                                """)
                                        .bind("sku", sku)
                                        .bind("lowWaterMark", lowWaterMark)
                                        .bind("quantity", quantity)
                                        .execute()
                                == 1);
    }

    /** Pauses the deliveries of all replicas; a pause in effect ends at the new time instead. */
    void pause(Duration duration) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(
                                        """
                                        INSERT INTO delivery_pause (until)
                                        VALUES (now() + make_interval(secs => :seconds))
                                        ON CONFLICT (only_row) DO UPDATE SET until = excluded.until
                                        """)
                                .bind("seconds", duration.toMillis() / 1000.0)
                                .execute());
    }

    /** Ends the pause, if there is one. */
    void resume() {
        jdbi.useHandle(handle -> handle.execute("DELETE FROM delivery_pause"));
    }

    /** Returns when the pause ends, if there is one. */
    Optional<Instant> pausedUntil() {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery("SELECT until FROM delivery_pause WHERE until > now()")
                                .map((row, context) -> row.getTimestamp("until").toInstant())
                                .findOne());
    }
}
