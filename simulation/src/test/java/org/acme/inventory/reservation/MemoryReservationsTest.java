package org.acme.inventory.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Collectors;
import org.acme.inventory.product.Line;
import org.acme.inventory.reservation.ReserveResult.Held;
import org.acme.inventory.reservation.ReserveResult.NotEnough;
import org.acme.simulation.ServiceDatabases;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** The simulated reservations return the same results as the real ones on PostgreSQL. */
class MemoryReservationsTest {

    private static final List<String> SKUS = List.of("TEA-001", "TEA-002", "XXX-999");

    @Test
    void randomReservations_endAlike_inMemoryAndInPostgres() throws Exception {
        try (ServiceDatabases databases = ServiceDatabases.start()) {
            Jdbi jdbi = databases.of("inventory-service");
            Reservations real = new Reservations(jdbi);
            MemoryReservations twin = new MemoryReservations();
            stock(jdbi).forEach(twin::deliver);
            SplittableRandom random = new SplittableRandom(20261130);
            for (int i = 0; i < 400; i++) {
                UUID order = new UUID(i / 10, random.nextInt(3));
                if (random.nextInt(3) == 0) {
                    assertThat(twin.release(order)).isEqualTo(real.release(order));
                } else {
                    List<Line> lines = lines(random);
                    assertThat(words(twin.reserve(order, lines)))
                            .isEqualTo(words(real.reserve(order, lines)));
                }
                assertThat(state(twin.find(order))).isEqualTo(state(real.find(order)));
                assertThat(twin.stock()).isEqualTo(stock(jdbi));
            }
        }
    }

    private static List<Line> lines(SplittableRandom random) {
        List<Line> lines = new ArrayList<>();
        for (String sku : SKUS) {
            if (random.nextInt(sku.startsWith("X") ? 20 : 2) == 0) {
                lines.add(new Line(sku, random.nextInt(4) == 0 ? 700 : 1));
            }
        }
        return lines.isEmpty() ? List.of(new Line("TEA-001", 1)) : lines;
    }

    private static String words(ReserveResult result) {
        if (result instanceof Held held) {
            return result.word() + held.reservation().items();
        }
        return result instanceof NotEnough notEnough
                ? result.word() + notEnough.shortages()
                : result.word();
    }

    private static String state(Optional<Reservation> reservation) {
        return reservation.map(r -> r.state() + " " + r.items()).orElse("none");
    }

    private static Map<String, Long> stock(Jdbi jdbi) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery("SELECT sku, available FROM stock")
                                .map(
                                        (row, context) ->
                                                Map.entry(
                                                        row.getString("sku"),
                                                        row.getLong("available")))
                                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }
}
