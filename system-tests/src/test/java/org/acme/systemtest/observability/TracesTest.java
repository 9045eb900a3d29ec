package org.acme.systemtest.observability;

import static io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_CLIENT;
import static io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_SERVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.acme.launcher.stage.Lane;
import org.acme.launcher.stage.Role;
import org.acme.systemtest.Buyer;
import org.acme.systemtest.Http;
import org.acme.systemtest.TestStage;
import org.acme.systemtest.observability.SpanCollector.Seen;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What a trace tells of one checkout, and what a line of the JSON log has to do with it. Only with
 * the profile {@code traces}, which builds OpenTelemetry into the programs.
 */
@Tag("traces")
class TracesTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final String CHECKOUT = "checkout-service";
    private static final String GATEWAY = "payment-gateway-stub";
    private static final String INVENTORY = "inventory-service";
    private static final String ERRORS =
            "{\"kind\":\"error\",\"status\":500,\"duration\":\"PT10M\","
                    + "\"match\":{\"method\":\"POST\",\"path\":\"/charges\"}}";

    private static SpanCollector collector;
    private static TestStage stage;
    private static URI checkout;
    private static URI gateway;

    @BeforeAll
    static void open() throws Exception {
        collector = SpanCollector.start();
        stage = TestStage.open("traces", settings(), Map.of("TRAFFIC_ARRIVALS_PER_SECOND", "0"));
        checkout = stage.stage().address(Role.CHECKOUT, Lane.PROTECTED);
        gateway = stage.stage().address(Role.PAYMENT, Lane.PROTECTED);
        // Nothing is sold before the catalogue has been read for the first time.
        patiently().until(() -> order(newTrace()).status() == 201);
    }

    private static Map<String, String> settings() throws IOException {
        Map<String, String> settings = new HashMap<>();
        settings.put("QUARKUS_OTEL_SDK_DISABLED", "false");
        settings.put("QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT", collector.address());
        settings.put("QUARKUS_OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
        settings.put("QUARKUS_OTEL_BSP_SCHEDULE_DELAY", "200ms");
        String watching = "QUARKUS_OTEL_TRACES_SUPPRESS_APPLICATION_URIS";
        settings.put(watching, ofCompose(watching));
        settings.put("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "true");
        // A second attempt, because the first was slow, would be in the trace as well.
        for (String dependency : List.of("PAYMENT", "INVENTORY")) {
            settings.put("CHECKOUT_" + dependency + "_CONNECT_TIMEOUT", "10s");
            settings.put("CHECKOUT_" + dependency + "_ATTEMPT_TIMEOUT", "10s");
            settings.put("BREAKER_" + dependency + "_DEADLINE", "30s");
        }
        return settings;
    }

    /** What docker-compose.yml gives to the services. */
    private static String ofCompose(String variable) throws IOException {
        return Files.readAllLines(TestStage.ROOT.resolve("docker-compose.yml")).stream()
                .filter(line -> line.strip().startsWith(variable + ": "))
                .map(line -> line.substring(line.indexOf(": ") + 2))
                .findFirst()
                .orElseThrow();
    }

    @AfterAll
    static void close() {
        stage.close();
        collector.close();
    }

    @AfterEach
    void endFaults() throws Exception {
        Http.send("DELETE", gateway, "/faults", "");
    }

    @Test
    void checkout_isOneTrace_fromTheBuyerToGatewayAndInventory() throws Exception {
        String trace = newTrace();

        assertThat(order(trace).status()).isEqualTo(201);

        // Its own span ends last.
        patiently().until(() -> servers(trace).contains(CHECKOUT));
        Seen served = only(trace, CHECKOUT, SPAN_KIND_SERVER);
        assertThat(served.name()).isEqualTo("POST /checkouts");
        for (String service : List.of(GATEWAY, INVENTORY)) {
            patiently().until(() -> servers(trace).contains(service));
            Seen there = only(trace, service, SPAN_KIND_SERVER);
            assertThat(collector.trace(trace))
                    .as("the call that %s answered", service)
                    .anySatisfy(
                            call -> {
                                assertThat(call.id()).isEqualTo(there.parent());
                                assertThat(call.kind()).isEqualTo(SPAN_KIND_CLIENT);
                                assertThat(call.service()).isEqualTo(CHECKOUT);
                            });
        }
    }

    @Test
    void whatOnlyWatches_isNoTrace() throws Exception {
        for (String path : List.of("/metrics", "/audit?limit=1", "/q/health", "/breakers")) {
            assertThat(Http.get(checkout, path).status()).as(path).isEqualTo(200);
        }
        String later = newTrace();
        order(later);

        patiently().until(() -> servers(later).contains(CHECKOUT));
        assertThat(collector.all())
                .filteredOn(span -> span.kind() == SPAN_KIND_SERVER)
                .extracting(Seen::name)
                .noneMatch(name -> name.matches("\\S+ /(metrics|audit|q|breakers|faults).*"));
    }

    @Test
    void openBreaker_isTold_inTheTraceThatOpenedIt_andInThoseThatItRefuses() throws Exception {
        assertThat(Http.send("POST", gateway, "/faults", ERRORS).status()).isEqualTo(201);
        List<String> traces = new ArrayList<>();

        patiently()
                .until(
                        () -> {
                            String trace = newTrace();
                            traces.add(trace);
                            order(trace);
                            return traces.stream().anyMatch(TracesTest::isRefusedAtOnce);
                        });

        String refused = traces.stream().filter(TracesTest::isRefusedAtOnce).findFirst().get();
        assertThat(event(refused, "breaker.rejected")).containsEntry("breaker.reason", "open");
        assertThat(event(refused, "fallback.used"))
                .containsEntry("breaker.name", "payment")
                .containsEntry("fallback.kind", "pending_payment");
        assertThat(collector.trace(refused)).extracting(Seen::service).doesNotContain(GATEWAY);
        assertThat(traces)
                .anySatisfy(
                        trace ->
                                assertThat(event(trace, "retry.attempt"))
                                        .containsEntry("retry.outcome", "retried"));
        assertOpeningIsLogged(opened());
    }

    /** Whose call it was that opened the breaker: a buyer's or settlement's. */
    private static String opened() {
        Seen last = patiently().until(TracesTest::spanThatOpened, Optional::isPresent).get();
        assertThat(last.events().get("breaker.opened"))
                .containsEntry("breaker.name", "payment")
                .hasEntrySatisfying(
                        "breaker.reason", why -> assertThat(why).contains("failure rate"));
        assertThat(last.name()).isIn("POST /checkouts", "settle an order");
        return last.trace();
    }

    private static Optional<Seen> spanThatOpened() {
        return collector.all().stream()
                .filter(span -> span.events().containsKey("breaker.opened"))
                .findFirst();
    }

    /** Every line is JSON, and the one that tells of the opening carries its trace. */
    private static void assertOpeningIsLogged(String trace) throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<JsonNode> lines = new ArrayList<>();
        for (String line :
                Files.readAllLines(stage.stage().logs().resolve("checkout-protected.log"))) {
            lines.add(json.readTree(line));
        }
        assertThat(lines)
                .filteredOn(line -> line.path("message").asText().contains("closed -> open"))
                .first()
                .satisfies(line -> assertThat(line.at("/mdc/traceId").asText()).isEqualTo(trace));
    }

    private static ConditionFactory patiently() {
        return await().atMost(TIMEOUT).ignoreExceptions();
    }

    private static String newTrace() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    /** A buyer whose own program has begun the trace. */
    private static Http.Answer order(String trace) throws Exception {
        return Buyer.order(
                checkout, Buyer.CARD, trace, "traceparent", "00-" + trace + "-00000000000000aa-01");
    }

    /** The services whose span of having answered has come. */
    private static List<String> servers(String trace) {
        return collector.trace(trace).stream()
                .filter(span -> span.kind() == SPAN_KIND_SERVER)
                .map(Seen::service)
                .toList();
    }

    private static Seen only(String trace, String service, SpanKind kind) {
        List<Seen> found =
                collector.trace(trace).stream()
                        .filter(span -> span.service().equals(service) && span.kind() == kind)
                        .toList();
        assertThat(found).as("%s of %s", kind, service).hasSize(1);
        return found.get(0);
    }

    /** And not after an attempt of its own, which may have been the one that opened the breaker. */
    private static boolean isRefusedAtOnce(String trace) {
        return has(trace, "breaker.rejected")
                && "not_permitted".equals(event(trace, "retry.attempt").get("retry.outcome"));
    }

    private static boolean has(String trace, String event) {
        return !event(trace, event).isEmpty();
    }

    /** The attributes of a trace's event of that name; empty if there is none. */
    private static Map<String, String> event(String trace, String name) {
        return collector.trace(trace).stream()
                .map(span -> span.events().getOrDefault(name, Map.of()))
                .filter(attributes -> !attributes.isEmpty())
                .findFirst()
                .orElse(Map.of());
    }
}
