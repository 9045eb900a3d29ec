package org.acme.fault;

import static io.restassured.RestAssured.given;
import static org.acme.fault.Faults.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** As many leases as there may be, and many requests at once: each is struck or not as the dice say. */
@QuarkusTest
class ManyLeasesTest {

    private static final int MOST = 1_000;
    private static final int CLIENTS = 8;
    private static final int REQUESTS_OF_A_CLIENT = 250;
    private static final int REQUESTS = CLIENTS * REQUESTS_OF_A_CLIENT;
    private static final double PROBABILITY = 0.3;
    private static final long SEED = 42;
    private static final Duration LONG = Duration.ofSeconds(10);

    @Inject FaultRegistry registry;

    @AfterEach
    void endFaults() {
        Faults.endAll();
    }

    @Test
    void thousandLeases_strikeWhatTheyMatchAndNothingElse() throws Exception {
        startOthers(MOST / 2);
        String id = start("{'kind':'error','status':418,'probability':0.3,'seed':42}");
        startOthers(MOST - MOST / 2 - 1);
        EchoResource.WORKED.set(0);
        long begin = System.nanoTime();

        int struck = sendFromAllClients();

        System.out.printf(
                "%d leases: %d requests, %d a second%n",
                registry.list().size(),
                REQUESTS,
                REQUESTS * Duration.ofSeconds(1).toNanos() / (System.nanoTime() - begin));
        assertThat(struck).isEqualTo(struckByTheDice());
        assertThat(EchoResource.WORKED).hasValue(REQUESTS - struck);
        given().get("/faults/" + id)
                .then()
                .body("matched", equalTo(REQUESTS))
                .body("applied", equalTo(struck));
        given().get("/faults").then().body("", hasSize(MOST));
    }

    /** Leases on paths that nobody asks for: looked at with each request, and never meant. */
    private void startOthers(int count) throws TooManyFaultsException {
        for (int i = 0; i < count; i++) {
            RequestMatch elsewhere =
                    new RequestMatch(null, PathPattern.of("/other/" + i + "/**"), Map.of());
            registry.start(
                    new FaultSpec(
                            new ErrorAnswer(500, null),
                            elsewhere,
                            1.0,
                            Duration.ofMinutes(10),
                            null,
                            i));
        }
    }

    private static int sendFromAllClients() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            Callable<Integer> client = ManyLeasesTest::sendAndCountStruck;
            List<Callable<Integer>> all = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                all.add(client);
            }
            int struck = 0;
            for (Future<Integer> result : clients.invokeAll(all)) {
                struck += result.get();
            }
            return struck;
        } finally {
            clients.shutdownNow();
        }
    }

    private static int sendAndCountStruck() throws Exception {
        int struck = 0;
        try (Wire wire = new Wire()) {
            for (int i = 0; i < REQUESTS_OF_A_CLIENT; i++) {
                String answer = wire.get("/echo").readResponse(LONG);
                boolean isStruck = answer.startsWith("HTTP/1.1 418");
                assertThat(isStruck || answer.startsWith("HTTP/1.1 200")).as(answer).isTrue();
                struck += isStruck ? 1 : 0;
            }
        }
        return struck;
    }

    /** Which of them is struck depends on the seed and the requests' numbers, not on who came when. */
    private static int struckByTheDice() {
        int struck = 0;
        for (int number = 0; number < REQUESTS; number++) {
            struck += new Dice(SEED, number).hits(PROBABILITY) ? 1 : 0;
        }
        return struck;
    }
}
