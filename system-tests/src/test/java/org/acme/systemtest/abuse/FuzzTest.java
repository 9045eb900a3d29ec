package org.acme.systemtest.abuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.acme.systemtest.Buyer;
import org.acme.systemtest.Http;
import org.acme.systemtest.abuse.Contract.Operation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every operation of every OpenAPI document, with values that fit and values that don't, and with
 * what the services have answered, whole and spoiled: never a 5xx, never the insides of a service
 * in an answer. {@code -Dfuzz.requests=25000} a service is the long form; {@code -Dfuzz.seed}
 * chooses otherwise.
 */
@Tag("deep")
class FuzzTest {

    private static final int REQUESTS = Integer.getInteger("fuzz.requests", 1_500);
    private static final long SEED = Long.getLong("fuzz.seed", 20_261_121);
    private static final int CLIENTS = 4;

    /** How often an operation is tried that nobody happened to do right. */
    private static final int TRIES = 300;

    private static final String QUIET =
            Path.of("src/test/resources/quiet-scenarios").toAbsolutePath().toString();

    private static Ground ground;
    private static Harvest harvest;

    @BeforeAll
    static void open() throws Exception {
        ground =
                Ground.open(
                        "fuzz",
                        // A machine that is busy with other things is nothing to be logged here.
                        Map.of("QUARKUS_VERTX_MAX_EVENT_LOOP_EXECUTE_TIME", "60S"),
                        // A scenario may be played, but none that breaks anything.
                        Map.of("SCENARIOS_DIRECTORY", QUIET));
        harvest = new Harvest();
        // Nothing is sold before the catalogue has been read for the first time.
        URI checkout = ground.address(Target.CHECKOUT);
        await().atMost(Duration.ofMinutes(2))
                .ignoreExceptions()
                .until(() -> Buyer.order(checkout, Buyer.CARD, "fuzz").status() != 503);
        System.out.println("fuzz.seed=" + SEED);
    }

    @AfterAll
    static void close() {
        ground.close();
    }

    @ParameterizedTest
    @EnumSource
    void everyOperation_neverFails_andNeverTellsItsInsides(Target target) throws Exception {
        URI address = ground.address(target);
        Contract contract = Contract.of(target, address);
        ExecutorService pool = Executors.newFixedThreadPool(CLIENTS);
        List<FuzzClient> clients = new ArrayList<>();
        try {
            List<Callable<FuzzClient>> work = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                FuzzClient client =
                        new FuzzClient(address, contract, new Random(SEED + i), harvest);
                clients.add(client);
                work.add(() -> client.send(REQUESTS / CLIENTS));
            }
            for (var sent : pool.invokeAll(work)) {
                sent.get();
            }
            report(target, contract, clients);
            assertEveryOperationWorks(contract, clients);
        } finally {
            pool.shutdownNow();
            endWhatWasStarted(target, address);
        }
        assertThat(clients).flatExtracting(FuzzClient::wrong).isEmpty();
        ground.assertCleanLogs();
    }

    /** Or else nothing behind the first check of a request was ever reached. */
    private static void assertEveryOperationWorks(Contract contract, List<FuzzClient> clients)
            throws Exception {
        List<Operation> never = new ArrayList<>(contract.operations());
        assertThat(never).isNotEmpty();
        never.removeIf(operation -> !operation.promises());
        never.removeIf(operation -> clients.stream().anyMatch(client -> client.did(operation)));
        // Twice, as what the first ones need may be there only when the last ones have worked.
        for (int round = 0; round < 2; round++) {
            for (Operation operation : List.copyOf(never)) {
                if (clients.get(0).canDo(operation, TRIES)) {
                    never.remove(operation);
                }
            }
        }
        assertThat(never)
                .extracting(Operation::name)
                .as("operations that were never answered with 2xx")
                .isEmpty();
    }

    private static void report(Target target, Contract contract, List<FuzzClient> clients)
            throws Exception {
        Map<Integer, Integer> statuses = new TreeMap<>();
        int wrong = 0;
        for (FuzzClient client : clients) {
            client.statuses().forEach((status, n) -> statuses.merge(status, n, Integer::sum));
            wrong += client.wrong().size();
        }
        System.out.printf(
                "fuzz: %s, %d operations, answers by status %s, %d wrong%n",
                target, contract.operations().size(), statuses, wrong);
    }

    /** Fuzz may have started runs, faults and traffic, as it may. */
    private static void endWhatWasStarted(Target target, URI address) throws Exception {
        if (target == Target.CONTROL_ROOM) {
            for (JsonNode run : Http.get(address, "/api/runs").json()) {
                Http.send("DELETE", address, "/api/runs/" + run.path("id").asText(), "");
            }
            Http.send("PUT", address, "/api/traffic", "{\"arrivalsPerSecond\":0}");
        }
        if (target != Target.CHECKOUT) {
            Http.send("DELETE", address, "/faults", "");
        }
    }
}
