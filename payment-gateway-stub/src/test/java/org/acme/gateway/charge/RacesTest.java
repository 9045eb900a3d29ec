package org.acme.gateway.charge;

import static org.acme.gateway.Gateway.body;
import static org.acme.gateway.Gateway.list;
import static org.acme.gateway.Gateway.post;
import static org.acme.gateway.Gateway.unique;
import static org.acme.gateway.Gateway.voidOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.agroal.api.AgroalDataSource;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.acme.gateway.GatewayTest;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** What happens at once ends as if it had happened one after the other. */
@GatewayTest
class RacesTest {

    @Inject AgroalDataSource database;

    @Test
    void sixteenIdentical_atOnce_areOneCharge() throws Exception {
        for (int round = 0; round < 10; round++) {
            String order = unique();
            String key = unique();
            List<Integer> codes =
                    atOnce(16, i -> post(key, body(order, 1180, "tok_ok")).statusCode());

            assertThat(codes).containsOnlyOnce(201);
            assertThat(codes).containsOnly(200, 201);
            list(order).body("", hasSize(1));
        }
    }

    @Test
    void sixteenKeys_atOnce_oneOrder_areOneCharge() throws Exception {
        String order = unique();
        List<Integer> codes =
                atOnce(16, i -> post(unique(), body(order, 1180, "tok_ok")).statusCode());

        assertThat(codes).containsOnlyOnce(201);
        assertThat(codes).containsOnly(201, 409);
        list(order).body("", hasSize(1));
    }

    @Test
    void oneKey_atOnce_manyOrders_isOneCharge() throws Exception {
        String key = unique();
        List<String> orders = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            orders.add(unique());
        }
        List<Integer> codes =
                atOnce(16, i -> post(key, body(orders.get(i), 1180, "tok_ok")).statusCode());

        assertThat(codes).containsOnlyOnce(201);
        assertThat(codes).containsOnly(201, 409);
        assertThat(entered(orders)).as("refused wishes leave no trace").isEqualTo(1);
    }

    private int entered(List<String> orders) {
        return Jdbi.create(database)
                .withHandle(
                        handle ->
                                handle.createQuery(
                                                "select count(*) from merchant_order where order_id in (<orders>)")
                                        .bindList("orders", orders)
                                        .mapTo(Integer.class)
                                        .one());
    }

    @Test
    void chargeAndVoid_atOnce_neverLeavePaidMoney() throws Exception {
        for (int round = 0; round < 40; round++) {
            String order = unique();
            List<Integer> codes =
                    atOnce(
                            4,
                            i ->
                                    i % 2 == 0
                                            ? post(unique(), body(order, 1180, "tok_ok"))
                                                    .statusCode()
                                            : voidOrder(order).extract().statusCode());

            assertThat(codes).isSubsetOf(200, 201, 409);
            String expected = codes.contains(201) ? "refunded" : "voided";
            list(order).body("status", equalTo(List.of(expected)));
        }
    }

    private interface Client {
        int call(int number) throws Exception;
    }

    private static List<Integer> atOnce(int clients, Client client) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            CyclicBarrier start = new CyclicBarrier(clients);
            List<Callable<Integer>> calls = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                int number = i;
                calls.add(
                        () -> {
                            start.await();
                            return client.call(number);
                        });
            }
            List<Integer> codes = new ArrayList<>();
            for (Future<Integer> call : threads.invokeAll(calls)) {
                codes.add(call.get());
            }
            return codes;
        } finally {
            threads.shutdown();
        }
    }
}
