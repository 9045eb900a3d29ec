package org.acme.workshop.fake;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Map;

/** Two breakers as checkout's {@code /breakers} tells of them; only payment's ever changes. */
final class FakeBreakers {

    private static final Map<String, Object> CONFIGURED =
            Map.of(
                    "mode",
                    "enforced",
                    "failure-rate-threshold",
                    50.0,
                    "minimum-calls",
                    20,
                    "window",
                    "PT4S",
                    "consecutive-failures",
                    0,
                    "open-wait",
                    "fixed PT5S",
                    "permitted-calls-in-half-open",
                    1,
                    "success-threshold",
                    3,
                    "retry.max-attempts",
                    2,
                    "bulkhead.max-concurrent",
                    8);

    private final JsonArray events = new JsonArray();
    private final JsonObject settings = new JsonObject();
    private String state = "closed";
    private String reason = "";

    FakeBreakers() {
        CONFIGURED.forEach(settings::put);
    }

    synchronized void turn(String to, String why) {
        if (!state.equals(to)) {
            events.add(
                    new JsonObject()
                            .put("type", "transition")
                            .put("at", Instant.now().toString())
                            .put("from", state)
                            .put("to", to)
                            .put("why", why));
            state = to;
            reason = why;
        }
    }

    synchronized boolean isForced() {
        return state.equals("forced_open") || state.equals("disabled");
    }

    /** What a PATCH of payment or an action on it does. */
    synchronized JsonObject operate(HttpServerRequest request, JsonObject body) {
        if (request.method() == HttpMethod.PATCH) {
            body.forEach(
                    setting ->
                            settings.put(
                                    setting.getKey(),
                                    setting.getValue() == null
                                            ? CONFIGURED.get(setting.getKey())
                                            : setting.getValue()));
        } else if (request.path().endsWith("/force-open")) {
            turn("forced_open", "opened manually");
        } else if (request.path().endsWith("/disable")) {
            turn("disabled", "disabled manually");
        } else {
            turn("closed", "reset manually");
        }
        return payment();
    }

    synchronized JsonArray all() {
        return new JsonArray()
                .add(payment())
                .add(
                        new JsonObject()
                                .put("name", "inventory")
                                .put("state", "closed")
                                .put("settings", new JsonObject(CONFIGURED)));
    }

    private JsonObject payment() {
        boolean open = state.equals("open");
        return new JsonObject()
                .put("name", "payment")
                .put("state", state)
                .put("mode", "enforced")
                .put("why", reason)
                .put("since", Instant.now().toString())
                .put("failurePercent", open ? 50.0 : 0.0)
                .put("windowCalls", 20)
                .put("windowFailures", open ? 10 : 0)
                .put("nextProbeSeconds", open ? 5.0 : null)
                .put("settings", settings.copy())
                .put("events", events.copy());
    }
}
