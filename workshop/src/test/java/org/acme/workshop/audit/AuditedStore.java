package org.acme.workshop.audit;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The books of one service: rows that are told in the order of their last changes, up to the oldest
 * transaction that is still open. It keeps no rules of its own, so a test can break them all.
 */
final class AuditedStore {

    private final Map<String, JsonObject> rows = new LinkedHashMap<>();
    private final Map<String, Long> changes = new LinkedHashMap<>();
    private final TreeMap<Long, Instant> open = new TreeMap<>();
    private final ManualClock clock;
    private long next = 1;
    private boolean down;

    AuditedStore(ManualClock clock) {
        this.clock = clock;
    }

    /** Writes a row in a transaction of its own. */
    synchronized void write(String id, JsonObject row) {
        write(next++, id, row);
    }

    /** Writes a row in a transaction that was begun before. */
    synchronized void write(long transaction, String id, JsonObject row) {
        rows.put(id, row);
        changes.put(id, transaction);
    }

    /** Changes a row so that no reader who follows the changes learns of it. */
    synchronized void writeSilently(String id, JsonObject row) {
        rows.put(id, row);
    }

    synchronized void erase(String id) {
        rows.remove(id);
        changes.remove(id);
    }

    synchronized JsonObject row(String id) {
        JsonObject row = rows.get(id);
        if (row == null) {
            throw new IllegalArgumentException("no row " + id);
        }
        return row.copy();
    }

    synchronized @Nullable JsonObject find(String id) {
        JsonObject row = rows.get(id);
        return row == null ? null : row.copy();
    }

    /** Begins a transaction; until it ends it hides whatever is written after it. */
    synchronized long begin() {
        open.put(next, clock.instant());
        return next++;
    }

    synchronized void end(long transaction) {
        open.remove(transaction);
    }

    /** Whether the service is away: connections are closed without an answer. */
    synchronized void down(boolean isDown) {
        down = isDown;
    }

    void answer(HttpServerRequest request) {
        String body = body(request);
        if (body == null) {
            request.connection().close();
        } else {
            request.response().end(body);
        }
    }

    private synchronized @Nullable String body(HttpServerRequest request) {
        if (down) {
            return null;
        }
        if (request.path().equals("/audit/orders")) {
            return lines(List.of(request.getParam("ids", "").split(",")));
        }
        return page(
                Long.parseLong(request.getParam("since", "0")),
                Integer.parseInt(request.getParam("limit", "1000")));
    }

    private String lines(List<String> orderIds) {
        JsonArray items = new JsonArray();
        rows.values().stream()
                .filter(row -> orderIds.contains(row.getString("orderId", "")))
                .forEach(items::add);
        return new JsonObject().put("items", items).encode();
    }

    private String page(long since, int limit) {
        long horizon = open.isEmpty() ? next : open.firstKey();
        TreeMap<Long, List<JsonObject>> inOrder = new TreeMap<>();
        changes.forEach(
                (id, change) ->
                        inOrder.merge(change, List.of(rows.get(id)), AuditedStore::together));
        JsonArray items = new JsonArray();
        long last = since;
        boolean more = false;
        for (Map.Entry<Long, List<JsonObject>> change :
                inOrder.subMap(since, false, horizon, false).entrySet()) {
            if (items.size() >= limit) {
                more = true;
                break;
            }
            change.getValue().forEach(items::add);
            last = change.getKey();
        }
        return new JsonObject()
                .put("items", items)
                .put("next", Long.toString(last))
                .put("more", more)
                .put("complete", !more && inOrder.tailMap(horizon, true).isEmpty())
                .put("horizon", horizonTime().toString())
                .encode();
    }

    private Instant horizonTime() {
        return open.isEmpty() ? clock.instant() : open.firstEntry().getValue();
    }

    private static List<JsonObject> together(List<JsonObject> one, List<JsonObject> other) {
        return java.util.stream.Stream.concat(one.stream(), other.stream()).toList();
    }
}
