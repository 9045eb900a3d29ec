package org.acme.workshop.fake;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Settings that a scenario may change: takes everything and remembers what was asked for. */
final class FakeSettings {

    private final List<String> asked = new CopyOnWriteArrayList<>();

    List<String> asked() {
        return List.copyOf(asked);
    }

    void handle(HttpServerRequest request) {
        request.bodyHandler(
                body -> {
                    boolean restored = request.method() == HttpMethod.DELETE;
                    note(request, body);
                    request.response().setStatusCode(restored ? 204 : 200).end();
                });
    }

    void note(HttpServerRequest request, Buffer body) {
        asked.add((request.method() + " " + request.path() + " " + body).strip());
    }
}
