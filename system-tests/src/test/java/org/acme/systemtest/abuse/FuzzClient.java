package org.acme.systemtest.abuse;

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
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.acme.systemtest.abuse.Contract.Operation;
import org.acme.systemtest.abuse.Contract.Parameter;

/** Sends one request after the other, some honest, most not; what was answered is sent again. */
final class FuzzClient {

    private static final int ENOUGH_TO_SEE = 20_000;
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Pattern INSIDES =
            Pattern.compile(
                    "\\n\\s+at \\S+\\(|java\\.lang\\.|java\\.util\\.|io\\.quarkus|org\\.acme\\.|"
                            + "org\\.postgresql|com\\.fasterxml|PSQLException|Caused by");

    private final URI address;
    private final List<Operation> operations;
    private final Random random;
    private final Harvest harvest;
    private final Values values;

    /** Over HTTP/2 each event stream that is left counts towards a flood, which is cut off. */
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private final Set<String> worked = new TreeSet<>();
    private final List<String> wrong = new ArrayList<>();

    FuzzClient(URI address, Contract contract, Random random, Harvest harvest) throws Exception {
        this.address = address;
        this.operations = contract.operations();
        this.random = random;
        this.harvest = harvest;
        this.values = new Values(random, contract, harvest);
    }

    /** How often each status was answered. */
    Map<Integer, Integer> statuses() {
        return statuses;
    }

    /** Whether this was answered with 2xx. */
    boolean did(Operation operation) {
        return worked.contains(operation.name());
    }

    /** The requests whose answers must not be, with those. */
    List<String> wrong() {
        return wrong;
    }

    FuzzClient send(int times) throws Exception {
        for (int i = 0; i < times; i++) {
            Operation operation = values.one(operations);
            send(operation, Honesty.drawn(random, operation));
        }
        return this;
    }

    /** Tries honestly, among other honest requests, as some things must be there before. */
    boolean canDo(Operation operation, int times) throws Exception {
        for (int i = 0; i < times && !did(operation); i++) {
            send(operation, Honesty.COMPLETE);
            send(values.one(operations), Honesty.COMPLETE);
        }
        return did(operation);
    }

    private void send(Operation operation, Honesty honesty) throws Exception {
        String body = body(operation, honesty.inBody());
        HttpRequest request = request(operation, honesty, body);
        HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
        String told = start(answer);
        int status = answer.statusCode();
        statuses.merge(status, 1, Integer::sum);
        if (status >= 200 && status < 300) {
            worked.add(operation.name());
            harvest.reap(operation, operations, answer.headers().firstValue("Location"), told);
        }
        if (status >= 500 || INSIDES.matcher(told).find()) {
            wrong.add(request + " " + body + " -> " + status + " " + told);
        }
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

    private HttpRequest request(Operation operation, Honesty honesty, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder().timeout(TIMEOUT);
        request.uri(URI.create(address + fill(request, operation, honesty)));
        if (operation.body().isMissingNode()) {
            return request.method(operation.method(), BodyPublishers.noBody()).build();
        }
        return request.header("Content-Type", type(honesty.inBody()))
                .method(operation.method(), BodyPublishers.ofString(body))
                .build();
    }

    /** Adds the headers, and answers path and query. */
    private String fill(HttpRequest.Builder request, Operation operation, Honesty honesty) {
        String path = path(operation, honesty);
        StringBuilder query = new StringBuilder();
        for (int i = 0; i < operation.parameters().size(); i++) {
            Parameter parameter = operation.parameters().get(i);
            boolean honest = honesty.inParameter(i);
            String value =
                    honest
                            ? values.honest(operation, parameter)
                            : values.parameter(operation, parameter);
            switch (parameter.in()) {
                case "path" -> path = path.replace("{" + parameter.name() + "}", encoded(value));
                case "query" -> addTo(query, parameter.name(), value);
                default -> addHeader(request, parameter.name(), value, honest);
            }
        }
        return path + query;
    }

    /** As the document writes it, or already filled in as some answer named it. */
    private String path(Operation operation, Honesty honesty) {
        return honesty == Honesty.COMPLETE && random.nextBoolean()
                ? harvest.path(random, operation).orElse(operation.path())
                : operation.path();
    }

    /** Now and then it is left out. */
    private void addTo(StringBuilder query, String name, String value) {
        if (random.nextInt(3) > 0) {
            query.append(query.isEmpty() ? '?' : '&')
                    .append(name)
                    .append('=')
                    .append(encoded(value));
        }
    }

    private String type(boolean honest) {
        String type = honest || random.nextInt(30) > 0 ? "application/json" : values.text();
        return isSane(type) ? type : "x/y";
    }

    private void addHeader(HttpRequest.Builder request, String name, String value, boolean honest) {
        String unique = honest || random.nextInt(3) > 0 ? "k-" + random.nextLong() : value;
        if (isSane(unique)) {
            request.header(name, unique);
        }
    }

    /** The client's library refuses other values; those come over the wire in another test. */
    private static boolean isSane(String header) {
        return header.chars().allMatch(c -> c >= ' ' && c < 0x7f);
    }

    private String body(Operation operation, boolean honest) {
        if (operation.body().isMissingNode()) {
            return "";
        }
        if (honest) {
            return Tamed.of(operation, values.honestBody(operation)).toString();
        }
        String body = Tamed.of(operation, values.body(operation)).toString();
        int cut = random.nextInt(20) == 0 ? random.nextInt(body.length() + 1) : body.length();
        return body.substring(0, cut);
    }

    private static String encoded(String value) {
        String text = URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
        return text.isEmpty() ? "%20" : text;
    }
}
