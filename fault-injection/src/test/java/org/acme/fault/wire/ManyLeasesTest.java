package org.acme.fault.wire;

import static io.restassured.RestAssured.given;
import static org.acme.fault.wire.Faults.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.acme.fault.kind.Draw;
import org.acme.fault.kind.ErrorAnswer;
import org.acme.fault.lease.FaultRegistry;
import org.acme.fault.lease.FaultSpec;
import org.acme.fault.lease.PathPattern;
import org.acme.fault.lease.RequestMatch;
import org.acme.fault.lease.TooManyFaultsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * As many leases as there may be, and many requests at once: the draw decides for each lease
 * whether it is applied, by the first of several that match.
 */
@QuarkusTest
@ExtendWith(FaultsCleanUp.class)
class ManyLeasesTest {

    private static final int MOST = 1_000;
    private static final int CLIENTS = 8;
    private static final int REQUESTS_OF_A_CLIENT = 250;
    private static final int REQUESTS = CLIENTS * REQUESTS_OF_A_CLIENT;
    private static final double PROBABILITY = 0.3;
    private static final Duration LONG = Duration.ofSeconds(10);

    @Inject FaultRegistry registry;

    @Test
    void thousandLeases_strikeWhatTheyMatchInTheirOrderAndNothingElse() throws Exception {
        startOthers(MOST / 2);
        String first = start("{'kind':'error','status':418,'probability':0.3,'seed':42}");
        startOthers(MOST - MOST / 2 - 2);
        String second =
                start(
                        "{'kind':'error','status':503,'probability':0.3,'seed':7,'match':{'path':'/**'}}");
        EchoResource.WORKED.set(0);

        Map<Integer, Integer> answers = sendFromAllClients();

        int struckFirst = struckByTheDice(42, REQUESTS);
        int letThrough = REQUESTS - struckFirst;
        int struckSecond = struckByTheDice(7, letThrough);
        int worked = letThrough - struckSecond;
        assertThat(answers)
                .containsOnly(
                        entry(418, struckFirst), entry(503, struckSecond), entry(200, worked));
        assertThat(EchoResource.WORKED).hasValue(worked);
        assertCounts(first, REQUESTS, struckFirst);
        assertCounts(second, letThrough, struckSecond);
        given().get("/faults").then().body("", hasSize(MOST));
    }

    private static void assertCounts(String id, int matched, int applied) {
        given().get("/faults/" + id)
                .then()
                .body("matched", equalTo(matched))
                .body("applied", equalTo(applied));
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

    /** How many answers there were of each status. */
    private Map<Integer, Integer> sendFromAllClients() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            Callable<List<Integer>> client = ManyLeasesTest::sendAndNoteStatus;
            Map<Integer, Integer> answers = new HashMap<>();
            long begin = System.nanoTime();
            for (Future<List<Integer>> result :
                    clients.invokeAll(Collections.nCopies(CLIENTS, client))) {
                result.get().forEach(status -> answers.merge(status, 1, Integer::sum));
            }
            System.out.printf(
                    "%d leases: %d requests, %d a second%n",
                    registry.list().size(),
                    REQUESTS,
                    REQUESTS * Duration.ofSeconds(1).toNanos() / (System.nanoTime() - begin));
            return answers;
        } finally {
            clients.shutdownNow();
        }
    }

    private static List<Integer> sendAndNoteStatus() throws Exception {
        List<Integer> statuses = new ArrayList<>();
        try (Wire wire = new Wire()) {
            for (int i = 0; i < REQUESTS_OF_A_CLIENT; i++) {
                String answer = wire.get("/echo").readResponse(LONG);
                assertThat(answer).startsWith("HTTP/1.1 ");
                statuses.add(Integer.parseInt(answer.substring(9, 12)));
            }
        }
        return statuses;
    }

    /**
     * Which of them a lease is applied to depends on the seed and the requests' numbers, not on who
     * came when.
     */
    private static int struckByTheDice(long seed, int requests) {
        int applied = 0;
        for (int number = 0; number < requests; number++) {
            applied += new Draw(seed, number).hits(PROBABILITY) ? 1 : 0;
        }
        return applied;
    }
}
