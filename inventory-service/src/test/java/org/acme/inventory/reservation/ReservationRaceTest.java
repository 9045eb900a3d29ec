package org.acme.inventory.reservation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.acme.inventory.product.Line;
import org.acme.inventory.reservation.ReserveResult.Held;
import org.acme.inventory.testing.PostgresResource;
import org.acme.inventory.testing.Together;
import org.acme.inventory.testing.Warehouse;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Many at once: the books balance after every race. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ReservationRaceTest {

    private static final int THREADS = 9; // one connection less than the pool has

    @Inject Warehouse warehouse;
    @Inject Reservations reservations;

    @Test
    void sixteenIdenticalAtOnce_holdOnce() throws Exception {
        String sku = warehouse.product(10);
        UUID order = UUID.randomUUID();
        String body = "{\"items\":[{\"sku\":\"" + sku + "\",\"quantity\":3}]}";

        List<Integer> statuses = Together.run(Collections.nCopies(16, () -> put(order, body)));

        assertThat(statuses).containsOnly(200, 201).containsOnlyOnce(201);
        assertThat(warehouse.stock(sku)).isEqualTo(7);
        assertThat(warehouse.held(sku)).isEqualTo(3);
    }

    @Test
    void fortyForTheLastTen_tenGetThem() throws Exception {
        String sku = warehouse.product(10);
        String body = "{\"items\":[{\"sku\":\"" + sku + "\",\"quantity\":1}]}";

        List<Integer> statuses =
                Together.run(Collections.nCopies(40, () -> put(UUID.randomUUID(), body)));

        assertThat(statuses).containsOnly(201, 409);
        assertThat(statuses.stream().filter(s -> s == 201)).hasSize(10);
        assertThat(warehouse.stock(sku)).isZero();
        assertThat(warehouse.held(sku)).isEqualTo(10);
    }

    @RepeatedTest(20)
    void reserveAgainstRelease_endsReleasedWithAllStockBack() throws Exception {
        String sku = warehouse.product(10);
        UUID order = UUID.randomUUID();
        Callable<String> reserve =
                () -> reservations.reserve(order, List.of(new Line(sku, 4))).word();
        Callable<String> release = () -> "release " + reservations.release(order).size();

        List<String> results = Together.run(List.of(reserve, release, reserve, release));

        assertThat(results).doesNotContain("different", "not_enough");
        assertThat(reservations.find(order).orElseThrow().state())
                .isEqualTo(ReservationState.RELEASED);
        assertThat(warehouse.stock(sku)).isEqualTo(10);
        assertThat(warehouse.held(sku)).isZero();
    }

    @Test
    void severalProductsInAnyOrder_neverDeadlock() throws Exception {
        List<String> skus =
                IntStream.range(0, 6).mapToObj(i -> warehouse.product(100_000)).toList();

        List<Integer> held =
                Together.run(
                        IntStream.range(0, THREADS)
                                .<Callable<Integer>>mapToObj(seed -> () -> shop(skus, seed))
                                .toList());

        assertThat(held).containsOnly(60);
        assertThat(warehouse.unbalanced()).isZero();
    }

    /**
     * Reserves random products, and releases every third order again; any deadlock would be an
     * exception.
     */
    private int shop(List<String> skus, int seed) {
        Random random = new Random(seed);
        int held = 0;
        for (int i = 0; i < 60; i++) {
            List<String> mixed = new ArrayList<>(skus);
            Collections.shuffle(mixed, random);
            List<Line> lines =
                    mixed.subList(0, 1 + random.nextInt(skus.size())).stream()
                            .map(sku -> new Line(sku, 1 + random.nextInt(3)))
                            .toList();
            UUID order = UUID.randomUUID();
            held += reservations.reserve(order, lines) instanceof Held ? 1 : 0;
            if (i % 3 == 0) {
                reservations.release(order);
            }
        }
        return held;
    }

    private static int put(UUID order, String body) {
        return given().contentType("application/json")
                .body(body)
                .put("/reservations/{id}", order)
                .statusCode();
    }
}
