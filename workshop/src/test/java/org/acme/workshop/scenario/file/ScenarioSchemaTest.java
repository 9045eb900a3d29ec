package org.acme.workshop.scenario.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.acme.workshop.scenario.file.FaultKinds.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** Compares the schema that editors use with the reader of scenario files. */
class ScenarioSchemaTest {

    private static final Path SCHEMA = Path.of("..", "scenarios", "scenario.schema.json");
    private static final String COMMENT = "# yaml-language-server: $schema=scenario.schema.json\n";
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String STEPS =
            """
            title: A title
            teaches: Something
            say: Some words
            traffic: {arrivals: 50/s, checkouts: 40%%}
            warm-up: 10s
            duration: 1m
            steps:
              - at: 15s
                %s
            expect:
              - no arrivals dropped
            """;
    private static final String EXPECT =
            """
            title: A title
            teaches: Something
            say: Some words
            traffic: {arrivals: 50/s}
            warm-up: 10s
            duration: 1m
            steps:
              - {at: 5s, fault: {service: payment, kind: hang, duration: 5s}}
            expect:
              - %s
            """;

    private final JsonNode document = document();
    private final JsonSchema schema =
            JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(document);

    @ParameterizedTest
    @MethodSource("org.acme.workshop.scenario.file.ScenarioReaderTest#files")
    void everyScenario_fits_andTellsEditorsSo(Path file) throws IOException {
        String content = Files.readString(file);

        assertThat(content).startsWith(COMMENT);
        assertThat(mistakes(content)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fault: {service: payment, kind: reset, duration: 5s, lanes: both, seed: 5}",
                "fault: {service: inventory, kind: latency, delay: 3s, jitter: 1s, duration: 5s}",
                "fault: {service: payment, kind: flapping, on: 4s, fault: {kind: reset}, duration: 9s}",
                "gateway: {workers: 4, queue: 9, fastest: 40ms, slowest: 80ms}",
                "habits: {no-fallback: true}",
                "habits: {without: [breaker, fallback]}",
                "payment-breaker: {open-wait: 200ms, minimum-calls: 5}",
                "usual: habits",
                "end: faults",
                "reset: breakers",
                "arrivals: 80/s"
            })
    void step_isAcceptedByBoth(String step) throws Exception {
        String content = STEPS.formatted(step);

        ScenarioReader.read("s.yaml", content);
        assertThat(mistakes(content)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fault: {service: payment, kind: lateness, duration: 5s}",
                "fault: {service: payment, kind: reset}",
                "fault: {kind: reset, duration: 5s}",
                "fault: {service: checkout, kind: reset, duration: 5s}",
                "fault: {service: payment, kind: latency, duration: 5s}",
                "fault: {service: payment, kind: reset, delay: 3s, duration: 5s}",
                "fault: {service: payment, kind: error, status: 200, duration: 5s}",
                "fault: {service: payment, kind: hang, then: reset, duration: 5s}",
                "fault: {service: payment, kind: capacity, duration: 5s}",
                "fault: {service: payment, kind: flapping, fault: {kind: crash}, duration: 9s}",
                "fault: {service: payment, kind: flapping, fault: {kind: reset, bytes: 1}, duration: 9s}",
                "fault: {service: payment, kind: reset, probability: 50, duration: 5s}",
                "fault: {service: payment, kind: reset, limit: 0, duration: 5s}",
                "fault: {service: payment, kind: reset, limit: 1.5, duration: 5s}",
                "fault: {service: payment, kind: reset, lanes: left, duration: 5s}",
                "fault: {service: payment, kind: reset, match: {method: LOOK}, duration: 5s}",
                "fault: {service: payment, kind: reset, match: {path: charges}, duration: 5s}",
                "fault: {service: payment, kind: reset, match: {body: x}, duration: 5s}",
                "fault: {service: payment, kind: reset, duration: soon}",
                "gateway: {workers: 0, queue: 9, fastest: 40ms, slowest: 80ms}",
                "gateway: {queue: 9, fastest: 40ms, slowest: 80ms}",
                "habits: {hasty-timeout: 250ms}",
                "habits: {hasty-timeout: 250ms, hasty-retries: 11}",
                "habits: {hasty-timeout: 250ms, hasty-retries: 4, no-fallback: true}",
                "habits: {no-tests: true}",
                "habits: {without: [shield]}",
                "habits: {without: []}",
                "habits: {hasty-timeout: 250ms, hasty-retries: 4, without: [breaker]}",
                "payment-breaker: {open-wait: 5}",
                "payment-breaker: {colour: red}",
                "payment-breaker: {}",
                "usual: payment",
                "end: all",
                "reset: faults",
                "arrivals: 80/m",
                "arrivals: 1001/s",
                "explode: now",
                "note: nothing happens"
            })
    void badStep_isRefusedByBoth(String step) throws IOException {
        refusedByBoth(STEPS.formatted(step));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "protected.checkout.answered >= 99.9%",
                "unprotected.products.p99.9 < 150ms during the fault",
                "protected.checkout.p99 <= max(1/10 of unprotected, 20ms)",
                "protected.checkout.pending >= 30% from 12s to 30s",
                "protected.breaker.payment opened within 3s of the fault",
                "protected.breaker.inventory closed within 8s of the fault's end",
                "protected.breaker.all opened at least 3 times",
                "protected.breaker.payment never tripped before the fault",
                "protected.alert.BreakerNotClosed shown within 30s of 20s",
                "protected.pending settled within 30s of the fault's end",
                "protected.orders settled as CONFIRMED >= 85% from 1s to 9s",
                "protected.gateway.load <= 1/2 of unprotected",
                "protected.inventory.fallbacks >= 3 x from 46s to 60s from 11s to 25s",
                "unprotected.invariants hold at the end",
                "invariants hold at the end"
            })
    void expectation_isAcceptedByBoth(String expectation) throws Exception {
        String content = EXPECT.formatted(expectation);

        ScenarioReader.read("s.yaml", content);
        assertThat(mistakes(content)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "left.checkout.answered >= 99.9%",
                "protected.checkout.answered => 99.9%",
                "protected.checkout.answered >= lots",
                "protected.checkout.happy >= 1%",
                "protected.breaker.shipping opened within 3s of the fault",
                "protected.breaker.payment burst within 3s of the fault",
                "protected.breaker.payment opened within soon of the fault",
                "protected.breaker.payment opened at least many times",
                "protected.pending settled as FAILED >= 85%",
                "invariants hold",
                "no arrivals lost"
            })
    void badExpectation_isRefusedByBoth(String expectation) throws IOException {
        refusedByBoth(EXPECT.formatted(expectation));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "title:",
                "teaches:",
                "say:",
                "traffic:",
                "warm-up:",
                "duration:",
                "expect:"
            })
    void missingKey_isRefusedByBoth(String key) throws IOException {
        refusedByBoth(STEPS.formatted("end: faults").replace(key, "x-" + key));
    }

    /** The fault of the schema says what the form and the reader read from kinds.json. */
    @Test
    void kindsAndFields_areThoseOfTheDescription() {
        FaultKinds kinds = FaultKinds.packaged();
        List<String> names = new ArrayList<>();
        for (JsonNode kind : document.at("/$defs/step/properties/fault/oneOf")) {
            names.add(kind.path("$ref").asText().replace("#/$defs/kind-", ""));
        }
        assertThat(names).containsExactlyElementsOf(kinds.fields().keySet());

        kinds.fields()
                .forEach(
                        (name, fields) -> {
                            JsonNode kind = document.at("/$defs/kind-" + name);
                            assertFields(kind.path("properties"), with("kind", fields));
                            List<String> required = new ArrayList<>(List.of("kind"));
                            fields.stream()
                                    .filter(Field::required)
                                    .map(Field::name)
                                    .forEach(required::add);
                            assertThat(texts(kind.path("required"))).isEqualTo(required);
                        });
        JsonNode common = document.at("/$defs/step/properties/fault/properties");
        kinds.common().forEach(field -> assertField(common.path(field.name()), field));
        assertFields(common.at("/match/properties"), kinds.match());
    }

    private static List<Field> with(String name, List<Field> fields) {
        List<Field> all = new ArrayList<>(fields);
        all.add(0, new Field(name, FaultKinds.Type.TEXT, true, "", "", List.of(), List.of()));
        return all;
    }

    private static void assertFields(JsonNode properties, List<Field> fields) {
        List<String> names = new ArrayList<>();
        properties.fieldNames().forEachRemaining(names::add);
        assertThat(names).isEqualTo(fields.stream().map(Field::name).toList());
        fields.forEach(field -> assertField(properties.path(field.name()), field));
    }

    private static void assertField(JsonNode property, Field field) {
        switch (field.type()) {
            case DURATION -> assertThat(property.path("$ref").asText()).isEqualTo("#/$defs/time");
            case INTEGER -> assertRange(property, "integer", field);
            case DECIMAL -> assertRange(property, "number", field);
            case CHOICE -> assertThat(texts(property.path("enum"))).isEqualTo(field.choices());
            case KIND ->
                    assertThat(property.path("oneOf").findValuesAsText("$ref"))
                            .noneMatch(ref -> field.not().stream().anyMatch(ref::endsWith))
                            .hasSize(FaultKinds.packaged().fields().size() - field.not().size());
            case TEXT -> assertThat(property.isMissingNode()).isFalse();
        }
    }

    private static void assertRange(JsonNode property, String type, Field field) {
        assertThat(property.path("type").asText()).isEqualTo(type);
        assertThat(property.path("minimum").asText("-" + Long.MAX_VALUE)).isEqualTo(field.min());
        assertThat(property.path("maximum").asText("" + Long.MAX_VALUE)).isEqualTo(field.max());
    }

    private static List<String> texts(JsonNode list) {
        return Stream.iterate(0, i -> i < list.size(), i -> i + 1)
                .map(i -> list.get(i).asText())
                .toList();
    }

    private void refusedByBoth(String content) throws IOException {
        assertThatThrownBy(() -> ScenarioReader.read("s.yaml", content))
                .isInstanceOf(InvalidScenarioException.class);
        assertThat(mistakes(content)).isNotEmpty();
    }

    private Set<ValidationMessage> mistakes(String content) {
        LoaderOptions options = new LoaderOptions();
        DumperOptions none = new DumperOptions();
        Yaml yaml =
                new Yaml(
                        new SafeConstructor(options),
                        new Representer(none),
                        none,
                        options,
                        new Yaml12());
        return schema.validate(JSON.valueToTree(yaml.load(content)));
    }

    private static JsonNode document() {
        try {
            return JSON.readTree(Files.readString(SCHEMA));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Types as editors see them, where {@code on} is a text. */
    private static final class Yaml12 extends Resolver {
        @Override
        protected void addImplicitResolvers() {
            addImplicitResolver(Tag.BOOL, Pattern.compile("true|false"), "tf");
            addImplicitResolver(Tag.INT, Pattern.compile("-?\\d+"), "-0123456789");
            addImplicitResolver(Tag.FLOAT, Pattern.compile("-?\\d+\\.\\d+"), "-0123456789");
        }
    }
}
