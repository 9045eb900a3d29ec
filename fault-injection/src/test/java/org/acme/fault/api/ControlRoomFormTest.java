package org.acme.fault.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.acme.fault.kind.FaultKind;
import org.acme.fault.lease.FaultSpec;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The control room builds its form from a description of the kinds. Held against the reader here,
 * so that neither has a kind or a field that the other doesn't know.
 */
class ControlRoomFormTest {

    private static final Path DESCRIPTION =
            Path.of("../workshop/src/main/resources/META-INF/resources/room/kinds.json");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FaultReader reader = new FaultReader(Duration.ofHours(1));

    private static JsonNode description() throws IOException {
        return JSON.readTree(Files.readString(DESCRIPTION));
    }

    @Test
    void everyKindIsOffered_andNoOther() throws IOException {
        List<String> offered = new ArrayList<>();
        description().path("kinds").forEach(kind -> offered.add(kind.path("kind").asText()));

        assertThat(offered)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(FaultKind.values()).map(FaultKind::id).toList());
    }

    @TestFactory
    Stream<DynamicTest> whatTheFormSends_isUnderstood() throws IOException {
        return kinds().map(kind -> DynamicTest.dynamicTest(name(kind), () -> sendsWell(kind)));
    }

    private void sendsWell(JsonNode kind) throws Exception {
        ObjectNode body = filled(kind);

        FaultSpec spec = read(body);

        assertThat(spec.fault().kind().id()).isEqualTo(name(kind));
        Set<String> fields = new TreeSet<>();
        kind.path("fields").forEach(field -> fields.add(field.path("name").asText()));
        assertThat(fields).isEqualTo(new TreeSet<>(spec.fault().describe().keySet()));
    }

    @TestFactory
    Stream<DynamicTest> bounds_areThoseOfTheReader() throws IOException {
        return kinds().flatMap(
                        kind ->
                                fields(kind)
                                        .filter(field -> field.has("min"))
                                        .map(
                                                field ->
                                                        DynamicTest.dynamicTest(
                                                                name(kind)
                                                                        + "."
                                                                        + field.path("name")
                                                                                .asText(),
                                                                () -> bounded(kind, field))));
    }

    private void bounded(JsonNode kind, JsonNode field) throws Exception {
        String name = field.path("name").asText();
        long min = field.path("min").asLong();
        long max = field.path("max").asLong();

        read(filled(kind).put(name, min));
        read(filled(kind).put(name, max));
        refuses(filled(kind).put(name, min - 1));
        refuses(filled(kind).put(name, max + 1));
    }

    @Test
    void commonFields_areUnderstood() throws Exception {
        ObjectNode body = JSON.createObjectNode().put("kind", "hang");
        for (JsonNode field : description().path("common")) {
            body.set(field.path("name").asText(), example(field));
        }
        ObjectNode match = body.putObject("match");
        match.put("method", "POST");
        match.put("path", description().path("match").get(1).path("example").asText());

        FaultSpec spec = read(body);

        assertThat(spec.limit()).isEqualTo(100);
        assertThat(spec.match().describe()).containsEntry("path", "/charges**");
        for (JsonNode method : description().path("match").get(0).path("choices")) {
            if (!method.asText().isEmpty()) {
                match.put("method", method.asText());
                read(body);
            }
        }
    }

    @Test
    void whatFlappingMayNotDo_isNotOffered() throws Exception {
        JsonNode flapping =
                kinds().filter(kind -> name(kind).equals("flapping")).findFirst().orElseThrow();
        List<String> not = new ArrayList<>();
        flapping.path("fields").get(2).path("not").forEach(kind -> not.add(kind.asText()));

        for (FaultKind kind : FaultKind.values()) {
            ObjectNode inner = JSON.createObjectNode().put("kind", kind.id());
            if (kind == FaultKind.LATENCY) {
                inner.put("delay", "3s");
            }
            ObjectNode body = JSON.createObjectNode().put("kind", "flapping");
            body.set("fault", inner);
            if (not.contains(kind.id())) {
                refuses(body);
            } else {
                read(body);
            }
        }
    }

    private static Stream<JsonNode> kinds() throws IOException {
        List<JsonNode> kinds = new ArrayList<>();
        description().path("kinds").forEach(kinds::add);
        return kinds.stream();
    }

    private static Stream<JsonNode> fields(JsonNode kind) {
        List<JsonNode> fields = new ArrayList<>();
        kind.path("fields").forEach(fields::add);
        return fields.stream();
    }

    private static String name(JsonNode kind) {
        return kind.path("kind").asText();
    }

    /** A body as the form would send it, with every field filled in. */
    private static ObjectNode filled(JsonNode kind) {
        ObjectNode body = JSON.createObjectNode().put("kind", name(kind));
        fields(kind).forEach(field -> body.set(field.path("name").asText(), example(field)));
        return body;
    }

    private static JsonNode example(JsonNode field) {
        if (field.path("type").asText().equals("kind")) {
            return JSON.createObjectNode().put("kind", field.path("value").asText());
        }
        return field.has("example") ? field.path("example") : field.path("value");
    }

    private FaultSpec read(ObjectNode body) throws InvalidFaultException {
        return reader.read(body.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void refuses(ObjectNode body) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(InvalidFaultException.class);
    }
}
