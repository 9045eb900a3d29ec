package org.acme.systemtest.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.acme.systemtest.Http;
import org.acme.systemtest.abuse.Contract.Operation;
import org.acme.systemtest.abuse.Contract.Parameter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every operation of every OpenAPI document, with values that fit and values that don't: never a 5xx,
 * never the insides of a service in an answer. {@code -Dfuzz.requests=25000} a service is the long
 * form; {@code -Dfuzz.seed} plays another sequence.
 */
@Tag("deep")
class FuzzTest {

    private static final int REQUESTS = Integer.getInteger("fuzz.requests", 1_500);
    private static final long SEED = Long.getLong("fuzz.seed", 20_261_121);
    private static final int CLIENTS = 4;
    private static final int ENOUGH_TO_SEE = 20_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern INSIDES =
            Pattern.compile(
                    "\\n\\s+at \\S+\\(|java\\.lang\\.|java\\.util\\.|io\\.quarkus|org\\.acme\\.|"
                            + "org\\.postgresql|com\\.fasterxml|PSQLException|Caused by");

    private static Ground ground;

    @BeforeAll
    static void open() throws Exception {
        ground =
                Ground.open(
                        "fuzz",
                        // A machine that is busy with other things is nothing to be logged here.
                        Map.of("QUARKUS_VERTX_MAX_EVENT_LOOP_EXECUTE_TIME", "60S"));
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
        assertThat(contract.operations()).isNotEmpty();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        Map<Integer, Integer> statuses = new TreeMap<>();
        List<String> wrong = new ArrayList<>();
        try {
            List<Callable<Client>> work = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                Client client = new Client(address, contract, new Random(SEED + i));
                work.add(() -> client.send(REQUESTS / CLIENTS));
            }
            for (var result : clients.invokeAll(work)) {
                Client client = result.get();
                wrong.addAll(client.wrong);
                client.statuses.forEach((status, n) -> statuses.merge(status, n, Integer::sum));
            }
        } finally {
            clients.shutdownNow();
            endWhatWasStarted(target, address);
        }
        System.out.printf(
                "fuzz: %s, %d operations, answers by status %s, %d wrong%n",
                target, contract.operations().size(), statuses, wrong.size());
        assertThat(wrong).isEmpty();
        ground.assertCleanLogs();
    }

    /** Fuzz may have started faults and traffic, as it may. */
    private static void endWhatWasStarted(Target target, URI address) throws Exception {
        if (target == Target.CONTROL_ROOM) {
            Http.send("PUT", address, "/api/traffic", "{\"arrivalsPerSecond\":0}");
        }
        if (target != Target.CHECKOUT) {
            Http.send("DELETE", address, "/faults", "");
        }
    }

    /** Sends one request after the other. */
    private static final class Client {

        private final URI address;
        private final List<Operation> operations;
        private final Random random;
        private final Values values;

        /** Over HTTP/2 each event stream that is left counts towards a flood, which is cut off. */
        private final HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

        final Map<Integer, Integer> statuses = new TreeMap<>();
        final List<String> wrong = new ArrayList<>();

        Client(URI address, Contract contract, Random random) throws Exception {
            this.address = address;
            this.operations = contract.operations();
            this.random = random;
            this.values = new Values(random, contract);
        }

        Client send(int times) throws Exception {
            for (int i = 0; i < times; i++) {
                HttpRequest request = request(values.one(operations));
                HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
                String body = start(answer);
                statuses.merge(answer.statusCode(), 1, Integer::sum);
                if (answer.statusCode() >= 500 || INSIDES.matcher(body).find()) {
                    wrong.add(request + " -> " + answer.statusCode() + " " + body);
                }
            }
            return this;
        }

        /** Streams of events never end, so only their head is looked at. */
        private static String start(HttpResponse<InputStream> answer) throws Exception {
            try (InputStream body = answer.body()) {
                String type = answer.headers().firstValue("Content-Type").orElse("");
                return type.startsWith("text/event-stream")
                        ? ""
                        : new String(body.readNBytes(ENOUGH_TO_SEE), StandardCharsets.UTF_8);
            }
        }

        private HttpRequest request(Operation operation) {
            String path = operation.path();
            StringBuilder query = new StringBuilder();
            HttpRequest.Builder request = HttpRequest.newBuilder().timeout(PATIENCE);
            for (Parameter parameter : operation.parameters()) {
                String value = values.text(parameter.schema());
                switch (parameter.in()) {
                    case "path" ->
                            path = path.replace("{" + parameter.name() + "}", encoded(value));
                    case "query" -> {
                        if (random.nextInt(3) > 0) {
                            query.append(query.isEmpty() ? '?' : '&')
                                    .append(parameter.name())
                                    .append('=')
                                    .append(encoded(value));
                        }
                    }
                    default -> addHeader(request, parameter.name(), value);
                }
            }
            request.uri(URI.create(address + path + query));
            return withBody(request, operation).build();
        }

        /** The client's library refuses some values; those come over the wire in another test. */
        private void addHeader(HttpRequest.Builder request, String name, String value) {
            String unique = random.nextInt(3) > 0 ? "k-" + random.nextLong() : value;
            if (unique.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
                request.header(name, unique);
            }
        }

        private HttpRequest.Builder withBody(HttpRequest.Builder request, Operation operation) {
            if (operation.body().isMissingNode()) {
                return request.method(operation.method(), BodyPublishers.noBody());
            }
            String body = Tamed.of(operation, values.body(operation)).toString();
            int cut = random.nextInt(20) == 0 ? random.nextInt(body.length() + 1) : body.length();
            String type = random.nextInt(30) == 0 ? values.text() : "application/json";
            boolean sane = type.chars().allMatch(c -> c >= ' ' && c < 0x7f);
            return request.header("Content-Type", sane ? type : "x/y")
                    .method(operation.method(), BodyPublishers.ofString(body.substring(0, cut)));
        }

        private static String encoded(String value) {
            String text = URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
            return text.isEmpty() ? "%20" : text;
        }
    }
}
