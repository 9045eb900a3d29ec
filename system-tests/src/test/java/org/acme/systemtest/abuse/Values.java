package org.acme.systemtest.abuse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Pattern;
import org.acme.systemtest.abuse.Contract.Operation;
import org.acme.systemtest.abuse.Contract.Parameter;

/** Values that fit a schema, and values that don't, as a seed decides. */
final class Values {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int DEEP = 4;

    /** Some mean something to one of the services, most are trouble somewhere. */
    private static final List<String> TEXTS =
            List.of(
                    "",
                    " ",
                    "TEA-001",
                    "POT-001",
                    "tok_ok",
                    "tok_declined",
                    "EUR",
                    "c-17",
                    "7f3f6c1e-58a5-4c8f-9f0e-1f2b6f0a9d11",
                    "00000000-0000-0000-0000-000000000000",
                    "1-1-1-1-1",
                    "payment",
                    "inventory",
                    "protected",
                    "latency",
                    "error",
                    "500ms",
                    "PT1S",
                    "-5s",
                    "9999999999999999999h",
                    "CONFIRMED",
                    "PAYMENT_PENDING",
                    "0",
                    "-1",
                    "1e9",
                    "NaN",
                    "99999999999999999999",
                    "true",
                    "null",
                    "[]",
                    "{}",
                    "' OR '1'='1",
                    "\"; DROP TABLE customer_order; --",
                    "%s%n%x",
                    "${jndi:ldap://x/y}",
                    "{{7*7}}",
                    "../../etc/passwd",
                    "<script>alert(1)</script>",
                    "\u0000",
                    "a\u0000b",
                    "\r\nX-Own: 1",
                    "\u202e\ufeff",
                    "\ud83d\udca5",
                    "\u00e4\u00f6\u00fc",
                    "a|b",
                    "1~2",
                    "1.2",
                    "x".repeat(300),
                    "9".repeat(60));

    /** What parameters take whose schema only says that they are texts. */
    private static final Map<String, List<String>> WORDS =
            Map.of(
                    "action", List.of("reset", "close", "force-open", "disable"),
                    "ids", List.of("00000000-0000-4000-8000-000000000000,o-1", "o-1"),
                    "limit", List.of("1", "3", "50", "1000"));

    private final Random random;
    private final Contract contract;
    private final Harvest harvest;
    private final Mutation mutation;

    Values(Random random, Contract contract, Harvest harvest) {
        this.random = random;
        this.contract = contract;
        this.harvest = harvest;
        this.mutation = new Mutation(random);
    }

    String text() {
        return one(TEXTS);
    }

    /**
     * A value for a parameter: an honest one, one that was answered elsewhere, or any; or spoiled.
     */
    String parameter(Operation operation, Parameter parameter) {
        return switch (random.nextInt(6)) {
            case 0, 1 -> text();
            case 2 -> harvest.any(random).orElseGet(this::text);
            case 3, 4 -> mutation.of(honest(operation, parameter));
            default -> honest(operation, parameter);
        };
    }

    /** What somebody would send who has read the document and the answers. */
    String honest(Operation operation, Parameter parameter) {
        List<String> words = WORDS.get(parameter.name());
        if (words != null) {
            return one(words);
        }
        return harvest.fitting(random, operation, parameter)
                .filter(known -> random.nextInt(10) > 0)
                .orElseGet(() -> plain(good(parameter.schema(), 0)));
    }

    private static String plain(JsonNode value) {
        return value.isTextual() ? value.textValue() : value.toString();
    }

    /** A value for a schema; each part of it is wrong with some probability. */
    private JsonNode value(JsonNode given, int depth) {
        if (random.nextInt(8) == 0 || depth > DEEP) {
            return anything(depth);
        }
        return good(given, depth);
    }

    /** A body that is taken, as far as the document tells. */
    JsonNode honestBody(Operation operation) {
        return operation.example() instanceof ObjectNode example
                ? example.deepCopy()
                : good(operation.body(), 0);
    }

    /** A body for an operation: its example with something changed in it, or one of its schema. */
    JsonNode body(Operation operation) {
        if (operation.example() instanceof ObjectNode example && random.nextBoolean()) {
            ObjectNode changed = example.deepCopy();
            List<String> names = new ArrayList<>();
            changed.fieldNames().forEachRemaining(names::add);
            String name = one(names);
            switch (random.nextInt(6)) {
                case 0 -> changed.set(name, anything(1));
                case 1 -> changed.remove(name);
                case 2 -> changed.set(one(FIELDS), anything(1));
                case 3 -> changed.put(name, mutation.of(plain(example.path(name))));
                case 4 -> harvest.named(random, name).ifPresent(known -> changed.put(name, known));
                default -> changed.set(name, example.get(one(names)));
            }
            return changed;
        }
        return value(operation.body(), 0);
    }

    private JsonNode good(JsonNode given, int depth) {
        JsonNode schema = contract.resolved(given);
        JsonNode choices = schema.path("enum");
        if (choices.isArray() && !choices.isEmpty()) {
            return choices.get(random.nextInt(choices.size()));
        }
        return switch (kind(schema)) {
            case "object" -> object(schema, depth);
            case "array" -> array(schema.path("items"), depth);
            case "integer" -> JSON.numberNode(whole(schema));
            case "number" -> JSON.numberNode(random.nextInt(4) / 2.0);
            case "boolean" -> JSON.booleanNode(random.nextBoolean());
            default -> JSON.textNode(string(schema));
        };
    }

    /** At an edge of what is allowed or near it; where nothing is said, a little of everything. */
    private long whole(JsonNode schema) {
        long least = schema.path("minimum").asLong(-1);
        long most = schema.path("maximum").asLong(Math.max(least, 0) + 3);
        return random.nextInt(8) == 0 ? most : Math.min(most, least + random.nextInt(4));
    }

    /** One that fits the pattern, if we know any. */
    private String string(JsonNode schema) {
        if (schema.path("format").asText().equals("uuid") && random.nextBoolean()) {
            return new UUID(random.nextLong(), random.nextLong()).toString();
        }
        String pattern = schema.path("pattern").asText();
        List<String> fitting =
                pattern.isEmpty()
                        ? List.of()
                        : TEXTS.stream()
                                .filter(Pattern.compile(pattern).asMatchPredicate())
                                .toList();
        return fitting.isEmpty() ? text() : one(fitting);
    }

    /** The type may be a list of types; the first counts. */
    private static String kind(JsonNode schema) {
        JsonNode type = schema.path("type");
        return type.isArray() && !type.isEmpty() ? type.get(0).asText() : type.asText();
    }

    private ObjectNode object(JsonNode schema, int depth) {
        ObjectNode object = JSON.objectNode();
        for (Map.Entry<String, JsonNode> field : schema.path("properties").properties()) {
            if (random.nextInt(10) > 0) {
                object.set(field.getKey(), field(field.getKey(), field.getValue(), depth + 1));
            }
        }
        if (schema.path("properties").isEmpty() || random.nextInt(10) == 0) {
            object.set(one(FIELDS), anything(depth + 1));
            object.set(one(FIELDS), anything(depth + 1));
        }
        return object;
    }

    private JsonNode field(String name, JsonNode schema, int depth) {
        Optional<String> known =
                random.nextInt(4) == 0 ? harvest.named(random, name) : Optional.empty();
        return known.isPresent()
                ? JSON.textNode(random.nextBoolean() ? known.get() : mutation.of(known.get()))
                : value(schema, depth);
    }

    /** Fields of documents whose schema doesn't name them. */
    private static final List<String> FIELDS =
            List.of(
                    "kind",
                    "delay",
                    "duration",
                    "probability",
                    "match",
                    "status",
                    "limit",
                    "seed",
                    "service",
                    "lane",
                    "fault",
                    "mode",
                    "window",
                    "x",
                    "",
                    "__proto__",
                    "\u0000");

    private ArrayNode array(JsonNode items, int depth) {
        ArrayNode array = JSON.arrayNode();
        for (int i = random.nextInt(4); i > 0; i--) {
            array.add(value(items, depth + 1));
        }
        return array;
    }

    private JsonNode anything(int depth) {
        return switch (random.nextInt(depth > DEEP ? 6 : 8)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.booleanNode(random.nextBoolean());
            case 2 -> JSON.numberNode(random.nextLong());
            case 3 -> JSON.numberNode(random.nextInt(3) - 1);
            case 4 -> JSON.numberNode(new BigInteger(200, random));
            case 5 -> JSON.textNode(text());
            case 6 -> JSON.arrayNode().add(anything(depth + 1));
            default -> JSON.objectNode().set(one(FIELDS), anything(depth + 1));
        };
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
