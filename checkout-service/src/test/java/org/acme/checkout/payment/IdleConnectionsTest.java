package org.acme.checkout.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.acme.checkout.remote.RemoteClients;
import org.acme.checkout.remote.RemoteFailure;
import org.acme.checkout.testing.Neighbours;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Measures how many healthy calls fail on connections that were idle for longer than five seconds.
 */
@QuarkusTest
@QuarkusTestResource(Neighbours.class)
@Tag("deep")
@SuppressWarnings("NullAway.Init")
class IdleConnectionsTest {

    private static final Logger LOG = Logger.getLogger(IdleConnectionsTest.class);
    private static final int CALLS = 60;
    private static final List<Integer> ANSWER_MILLIS = List.of(50, 200, 1000);
    private static final long IDLE_MILLIS = 5_200;
    private static final long SPREAD_MILLIS = 5_000;

    @Inject Vertx vertx;
    @Inject RemoteClients clients;

    private final ScheduledExecutorService users =
            Executors.newScheduledThreadPool(CALLS * ANSWER_MILLIS.size());
    private HttpServer server;

    @BeforeEach
    void listen() throws Exception {
        server =
                vertx.createHttpServer()
                        .requestHandler(this::answer)
                        .listen(0, "127.0.0.1")
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void close() {
        users.shutdownNow();
        server.close();
    }

    /** Each call has a connection of its own, and they begin evenly spread over five seconds. */
    @Test
    void healthyCall_onAnIdleConnection_isAnswered() throws Exception {
        List<List<ScheduledFuture<Boolean>>> all = new ArrayList<>();
        for (int millis : ANSWER_MILLIS) {
            List<ScheduledFuture<Boolean>> calls = new ArrayList<>();
            for (int i = 0; i < CALLS; i++) {
                PaymentGateway client = client();
                client.charge(charge(0));
                long start = IDLE_MILLIS + i * SPREAD_MILLIS / CALLS;
                Callable<Boolean> call = () -> isAnswered(client, millis);
                calls.add(users.schedule(call, start, TimeUnit.MILLISECONDS));
            }
            all.add(calls);
        }
        int failed = 0;
        for (int i = 0; i < all.size(); i++) {
            int failures = 0;
            for (ScheduledFuture<Boolean> call : all.get(i)) {
                failures += call.get() ? 0 : 1;
            }
            LOG.infof(
                    "answer after %d ms: %d of %d healthy calls on idle connections failed",
                    ANSWER_MILLIS.get(i), failures, CALLS);
            failed += failures;
        }
        assertThat(failed).isZero();
    }

    private PaymentGateway client() {
        URI url = URI.create("http://127.0.0.1:" + server.actualPort());
        return new HttpPaymentGateway(
                clients.withoutDeadlineHeader(
                        "payment", PaymentApi.class, url, Duration.ofSeconds(30)));
    }

    private static boolean isAnswered(PaymentGateway client, int millis) {
        try {
            client.charge(charge(millis));
            return true;
        } catch (RemoteFailure e) {
            LOG.debug(e.getMessage());
            return false;
        }
    }

    /** The amount says after how many milliseconds the server answers. */
    private static Charge charge(int millis) {
        return new Charge(UUID.randomUUID(), millis, "EUR", "tok_ok");
    }

    private void answer(HttpServerRequest request) {
        request.bodyHandler(
                body -> {
                    JsonObject charge = body.toJsonObject();
                    charge.put("chargeId", "ch-1").put("status", "paid");
                    int millis = charge.getInteger("amountMinor");
                    if (millis == 0) {
                        request.response().end(charge.toBuffer());
                    } else {
                        vertx.setTimer(millis, due -> request.response().end(charge.toBuffer()));
                    }
                });
    }
}
