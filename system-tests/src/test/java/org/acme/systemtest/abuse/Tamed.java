package org.acme.systemtest.abuse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.acme.systemtest.abuse.Contract.Operation;

/**
 * Bodies that would do what they are there for: let a service fail. They are taken all the same,
 * but reach nothing, or else every failure afterwards could be one that was asked for.
 */
final class Tamed {

    private static final int MOST = 100_000;

    private Tamed() {}

    static JsonNode of(Operation operation, JsonNode body) {
        if (body instanceof ObjectNode object) {
            switch (operation.path()) {
                case "/faults" -> aimAtNothing(object);
                case "/capacity" -> stayQuick(object);
                case "/habits" -> replace(object, "noFallback", false);
                case "/api/traffic" -> replace(object, "arrivalsPerSecond", 1);
                default -> {
                    return object;
                }
            }
        }
        return body;
    }

    private static void aimAtNothing(ObjectNode fault) {
        JsonNode match = fault.path("match");
        if (match.isMissingNode() || match.isNull() || match.isObject()) {
            fault.putObject("match").put("path", "/nowhere");
        }
    }

    private static void stayQuick(ObjectNode capacity) {
        replace(capacity, "minMillis", 0);
        replace(capacity, "maxMillis", 1);
        replace(capacity, "queue", 500);
    }

    private static void replace(ObjectNode habits, String field, boolean value) {
        if (habits.path(field).isBoolean()) {
            habits.put(field, value);
        }
    }

    /** What would be refused anyway stays as it is. */
    private static void replace(ObjectNode capacity, String field, int value) {
        JsonNode given = capacity.path(field);
        double number = given.isNumber() || given.isTextual() ? given.asDouble(-1) : -1;
        if (number >= 0 && number <= MOST) {
            capacity.put(field, value);
        }
    }
}
