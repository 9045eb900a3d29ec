package org.acme.workshop.fake;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

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
                .encode();
    }

    void answer(HttpServerRequest request) {
        int limit = Integer.parseInt(request.getParam("limit", "1000"));
        request.response()
                .putHeader("Content-Type", "application/json")
                .end(page(request.getParam("since", ""), limit));
    }
}
