package org.acme.workshop.scenario.file;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.acme.workshop.lane.Lane;
import org.acme.workshop.lane.Service;
import org.acme.workshop.scenario.file.FaultKinds.Field;

/**
 * Reads the fault of a step according to the description of all kinds, {@link FaultKinds}. The stub
 * checks what depends on its configuration, such as the longest duration.
 */
final class FaultReader {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final FaultKinds KINDS = FaultKinds.packaged();

    private FaultReader() {}

    static Step read(Duration at, YamlMapping fault) {
        List<String> also = new ArrayList<>(List.of("service", "lanes", "duration", "match"));
        KINDS.common().forEach(field -> also.add(field.name()));
        ObjectNode json = kindOf(fault, List.copyOf(KINDS.fields().keySet()), also);
        Duration lasts = fault.duration("duration");
        json.put("duration", lasts.toMillis() + "ms");
        KINDS.common().forEach(field -> read(field, fault, json));
        fault.block("match").ifPresent(match -> json.set("match", match(match)));
        String kind = json.path("kind").asText();
        return new Step.Inject(at, service(fault), lanes(fault), kind, lasts, json.toString());
    }

    /**
     * Reads the kind and its fields.
     *
     * @param also the other keys that the mapping can have
     */
    private static ObjectNode kindOf(YamlMapping fault, List<String> kinds, List<String> also) {
        ObjectNode json = JSON.createObjectNode();
        String kind = fault.text("kind");
        json.put("kind", kind);
        if (!kinds.contains(kind)) {
            if (fault.has("kind")) {
                fault.wrong("kind", "is unknown; allowed: " + String.join(", ", kinds));
            }
            return json;
        }
        List<Field> fields = KINDS.fields().getOrDefault(kind, List.of());
        List<String> allowed = new ArrayList<>(also);
        allowed.add("kind");
        fields.forEach(field -> allowed.add(field.name()));
        fault.allow(allowed.toArray(String[]::new));
        fields.forEach(field -> read(field, fault, json));
        return json;
    }

    private static void read(Field field, YamlMapping from, ObjectNode into) {
        String name = field.name();
        if (field.required() && !from.has(name)) {
            from.wrong(name, "is missing");
        }
        switch (field.type()) {
            case DURATION ->
                    from.optionalDuration(name)
                            .ifPresent(time -> into.put(name, time.toMillis() + "ms"));
            case INTEGER ->
                    from.number(name, field.min(), field.max())
                            .ifPresent(number -> integer(name, number, from, into));
            case DECIMAL ->
                    from.number(name, field.min(), field.max())
                            .ifPresent(number -> into.put(name, number));
            case CHOICE ->
                    from.optionalText(name).ifPresent(text -> choose(field, text, from, into));
            case TEXT -> from.optionalText(name).ifPresent(text -> into.put(name, text));
            case KIND -> from.block(name).ifPresent(inner -> into.set(name, inner(field, inner)));
        }
    }

    private static void integer(String name, BigDecimal number, YamlMapping from, ObjectNode into) {
        if (number.stripTrailingZeros().scale() > 0) {
            from.wrong(name, "must be a whole number, but is '" + number + "'");
        }
        into.put(name, number.longValue());
    }

    private static void choose(Field field, String text, YamlMapping from, ObjectNode into) {
        if (!field.choices().contains(text)) {
            String allowed = String.join(", ", field.choices());
            from.wrong(field.name(), "is unknown; allowed: " + allowed);
        }
        into.put(field.name(), text);
    }

    private static ObjectNode inner(Field field, YamlMapping inner) {
        List<String> kinds = new ArrayList<>(KINDS.fields().keySet());
        kinds.removeAll(field.not());
        return kindOf(inner, kinds, List.of());
    }

    private static ObjectNode match(YamlMapping match) {
        match.allow(KINDS.match().stream().map(Field::name).toArray(String[]::new));
        ObjectNode json = JSON.createObjectNode();
        KINDS.match().forEach(field -> read(field, match, json));
        if (match.has("path") && !json.path("path").asText().startsWith("/")) {
            match.wrong("path", "must start with /");
        }
        return json;
    }

    private static Service service(YamlMapping fault) {
        Optional<Service> service =
                Service.of(fault.text("service")).filter(Service.faulty()::contains);
        if (service.isEmpty() && fault.has("service")) {
            fault.wrong("service", "is unknown; allowed: payment, inventory");
        }
        return service.orElse(Service.PAYMENT);
    }

    static List<Lane> lanes(YamlMapping fault) {
        Optional<String> lanes = fault.optionalText("lanes");
        if (lanes.isEmpty() || lanes.get().equals("both")) {
            return Lane.all();
        }
        Optional<Lane> lane = Lane.of(lanes.get());
        if (lane.isEmpty()) {
            fault.wrong("lanes", "is unknown; allowed: both, protected, unprotected");
        }
        return lane.map(List::of).orElse(Lane.all());
    }
}
