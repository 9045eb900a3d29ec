package org.acme.workshop.fake;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one pretended service wrote down; the cursor is the position in the list. */
final class FakeBooks {

    private final List<JsonObject> items = new ArrayList<>();

    synchronized void write(JsonObject item) {
        items.add(item);
    }

    synchronized String page(String since, int limit) {
        int from = since.isEmpty() ? 0 : Integer.parseInt(since);
        int to = Math.min(items.size(), from + limit);
        return new JsonObject()
                .put("items", new JsonArray(new ArrayList<>(items.subList(from, to))))
                .put("next", Integer.toString(to))
                .put("more", to < items.size())
                .put("complete", to == items.size())
                .put("horizon", Instant.now().toString())
                .encode();
    }

    /** The newest line of each thing that is about one of these orders. */
    synchronized String linesOf(List<String> orderIds) {
        Map<String, JsonObject> newest = new LinkedHashMap<>();
        for (JsonObject item : items) {
            if (orderIds.contains(item.getString("orderId", ""))) {
                String thing = item.getString("chargeId", item.getString("orderId"));
                newest.put(thing, item);
            }
        }
        return new JsonObject().put("items", new JsonArray(List.copyOf(newest.values()))).encode();
    }

    void answer(HttpServerRequest request) {
        if (request.path().equals("/audit/orders")) {
            request.response().end(linesOf(List.of(request.getParam("ids", "").split(","))));
            return;
        }
        int limit = Integer.parseInt(request.getParam("limit", "1000"));
        request.response()
                .putHeader("Content-Type", "application/json")
                .end(page(request.getParam("since", ""), limit));
    }
}
