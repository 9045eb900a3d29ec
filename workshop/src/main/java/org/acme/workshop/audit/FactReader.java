package org.acme.workshop.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.acme.workshop.lane.Service;
import org.jspecify.annotations.Nullable;

/** Reads a page of a service's {@code /audit}. */
final class FactReader {

    private static final ObjectMapper JSON = new ObjectMapper();

    private FactReader() {}

    /**
     * A page of facts.
     *
     * @param next where the next page begins
     * @param more whether there is a next page already
     * @param complete whether the reader now knows all that was committed
     * @param horizon on the last page: every line committed before this time has been returned
     */
    record Page(
            List<Fact> facts,
            @Nullable String next,
            boolean more,
            boolean complete,
            Instant horizon) {}

    /** Thrown for a response of a service that can't be read. */
    static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnreadableException(String message) {
            super(message);
        }
    }

    /** Reads a page of the books. */
    static Page page(Service service, byte[] body) throws UnreadableException {
        JsonNode page = json(service, body);
        for (String field : new String[] {"more", "complete"}) {
            if (!page.path(field).isBoolean()) {
                throw new UnreadableException(service.label() + "'s audit has no " + field);
            }
        }
        JsonNode next = page.path("next");
        return new Page(
                facts(service, page),
                next.isValueNode() && !next.isNull() ? next.asText() : null,
                page.path("more").booleanValue(),
                page.path("complete").booleanValue(),
                instant(page, "horizon"));
    }

    /** Reads the lines about some orders. */
    static List<Fact.AboutOrder> lines(Service service, byte[] body) throws UnreadableException {
        return facts(service, json(service, body)).stream()
                .filter(Fact.AboutOrder.class::isInstance)
                .map(Fact.AboutOrder.class::cast)
                .toList();
    }

    private static JsonNode json(Service service, byte[] body) throws UnreadableException {
        try {
            return JSON.readTree(body);
        } catch (IOException notJson) {
            throw new UnreadableException(service.label() + "'s audit isn't JSON");
        }
    }

    private static List<Fact> facts(Service service, JsonNode page) throws UnreadableException {
        if (!page.path("items").isArray()) {
            throw new UnreadableException(service.label() + "'s audit has no items");
        }
        List<Fact> facts = new ArrayList<>();
        for (JsonNode item : page.path("items")) {
            facts.add(fact(service, item));
        }
        return facts;
    }

    private static Fact fact(Service service, JsonNode item) throws UnreadableException {
        return switch (service) {
            case CHECKOUT ->
                    new Fact.Order(
                            text(item, "orderId"),
                            item.path("idempotencyKey").asText(""),
                            instant(item, "createdAt"),
                            text(item, "status").toUpperCase(Locale.ROOT).intern(),
                            text(item, "payment").toUpperCase(Locale.ROOT).intern(),
                            number(item, "totalMinor"),
                            word(item, "currency"),
                            items(item, "lines"),
                            item.hasNonNull("finalSince") ? instant(item, "finalSince") : null);
            case PAYMENT ->
                    new Fact.Charge(
                            item.hasNonNull("chargeId") ? text(item, "chargeId") : null,
                            text(item, "orderId"),
                            text(item, "status").toLowerCase(Locale.ROOT).intern(),
                            item.path("amountMinor").asLong(0),
                            item.path("currency").asText("").intern(),
                            instant(item, "changedAt"));
            case INVENTORY -> inventory(item);
        };
    }

    private static Fact inventory(JsonNode item) throws UnreadableException {
        Instant at = instant(item, "changedAt");
        return switch (text(item, "type")) {
            case "reservation" ->
                    new Fact.Reservation(
                            text(item, "orderId"),
                            text(item, "state").equalsIgnoreCase("held"),
                            items(item, "items"),
                            at);
            case "delivery" -> new Fact.Delivery(text(item, "sku"), number(item, "quantity"), at);
            case "stock" -> new Fact.Stock(text(item, "sku"), number(item, "stock"), at);
            default ->
                    throw new UnreadableException(
                            "inventory's audit has an item of type " + text(item, "type"));
        };
    }

    private static Map<String, Long> items(JsonNode item, String field) throws UnreadableException {
        if (!item.path(field).isArray()) {
            throw new UnreadableException("an audit item has no " + field + ": " + shortened(item));
        }
        Map<String, Long> items = new HashMap<>(4);
        for (JsonNode line : item.path(field)) {
            items.merge(word(line, "sku"), number(line, "quantity"), Long::sum);
        }
        return Map.copyOf(items);
    }

    /** A text of which there are only a few: kept once, not once an order. */
    private static String word(JsonNode item, String field) throws UnreadableException {
        return text(item, field).intern();
    }

    private static String text(JsonNode item, String field) throws UnreadableException {
        if (!item.path(field).isTextual()) {
            throw new UnreadableException("an audit item has no " + field + ": " + shortened(item));
        }
        return item.path(field).textValue();
    }

    private static long number(JsonNode item, String field) throws UnreadableException {
        if (!item.path(field).isIntegralNumber()) {
            throw new UnreadableException(
                    "an audit item has no whole number " + field + ": " + shortened(item));
        }
        return item.path(field).longValue();
    }

    private static Instant instant(JsonNode item, String field) throws UnreadableException {
        try {
            return Instant.parse(text(item, field));
        } catch (DateTimeException wrong) {
            throw new UnreadableException(
                    "an audit item has no instant " + field + ": " + shortened(item));
        }
    }

    private static String shortened(JsonNode item) {
        String text = item.toString();
        return text.length() > 200 ? text.substring(0, 200) + "…" : text;
    }
}
