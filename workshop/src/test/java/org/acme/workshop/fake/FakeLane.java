package org.acme.workshop.fake;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One pretended lane. While a payment fault lasts, the protected one answers 202 and its breaker is
 * open, the unprotected one answers nothing at all, not even products.
 */
public final class FakeLane {

    private static final String PRODUCTS =
            "{\"items\":[{\"sku\":\"TEA-001\"},{\"sku\":\"TEA-002\"},{\"sku\":\"POT-001\"}]}";

    private final boolean shielded;
    private final Vertx vertx;
    private final Map<String, HttpServer> servers = new LinkedHashMap<>();
    private final FakeBooks orders = new FakeBooks();
    private final FakeBooks charges = new FakeBooks();
    private final FakeBooks stock = new FakeBooks();
    private final Map<String, JsonObject> faults = new ConcurrentHashMap<>();
    private final List<String> pending = new ArrayList<>();
    private final FakeBreakers breakers = new FakeBreakers();
    private final List<String> arrivals = new ArrayList<>();
    private final FakeSettings settings = new FakeSettings();
    private final AtomicInteger open = new AtomicInteger();
    private volatile boolean chargesTwice;
    private volatile boolean refusesFaults;
    private volatile boolean refusesEveryBuyer;
    private volatile boolean givesUp;
    private final Map<String, JsonArray> lines = new ConcurrentHashMap<>();
    private final FakeToken token = new FakeToken();

    FakeLane(Vertx vertx, boolean shielded) {
        this.vertx = vertx;
        this.shielded = shielded;
        listen("checkout", this::checkout);
        listen("payment", request -> stub(request, charges));
        listen("inventory", request -> stub(request, stock));
    }

    int port(String service) {
        return Objects.requireNonNull(servers.get(service)).actualPort();
    }

    /** From now on every order is charged twice: something for the auditor. */
    public void chargesTwice(boolean twice) {
        chargesTwice = twice;
    }

    /** From now on no fault is accepted. */
    public void refusesFaults(boolean refuses) {
        refusesFaults = refuses;
    }

    /** From now on every buyer is told that there isn't enough in stock. */
    public void refusesEveryBuyer(boolean refuses) {
        refusesEveryBuyer = refuses;
    }

    /** From now on orders whose payment is pending are given up instead of charged. */
    public void givesUp(boolean gives) {
        givesUp = gives;
    }

    /** What the breakers ask for. */
    public FakeToken token() {
        return token;
    }

    /** Connections to checkout that are open now. */
    public int openConnections() {
        return open.get();
    }

    /** What arrived at checkout so far, as method, path and body. */
    public synchronized List<String> arrivals() {
        return new ArrayList<>(arrivals);
    }

    /** What was asked for at the settings' addresses, as method, path and body. */
    public List<String> settings() {
        return settings.asked();
    }

    /** Faults that are active. */
    public synchronized List<JsonObject> faults() {
        return new ArrayList<>(faults.values());
    }

    private void listen(String name, io.vertx.core.Handler<HttpServerRequest> handler) {
        HttpServer server =
                vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                        .requestHandler(request -> token.guard(request, handler));
        if (name.equals("checkout")) {
            server.connectionHandler(
                    connection -> {
                        open.incrementAndGet();
                        connection.closeHandler(closed -> open.decrementAndGet());
                    });
        }
        try {
            servers.put(
                    name,
                    server.listen()
                            .toCompletionStage()
                            .toCompletableFuture()
                            .get(10, TimeUnit.SECONDS));
        } catch (Exception failed) {
            throw new CompletionException(failed);
        }
    }

    private void checkout(HttpServerRequest request) {
        settle();
        switch (request.path()) {
            case "/breakers" ->
                    json(request, 200, (shielded ? breakers.all() : new JsonArray()).encode());
            case "/breakers/reset" -> json(request, 200, "[]");
            case "/habits" -> settings.handle(request);
            case "/metrics" -> request.response().end(metrics());
            case "/audit", "/audit/orders" -> orders.answer(request);
            case "/products" -> json(request, 200, PRODUCTS);
            case "/checkouts" -> request.bodyHandler(body -> buy(request, body.toString()));
            default -> other(request);
        }
    }

    private void other(HttpServerRequest request) {
        if (!request.path().startsWith("/breakers/payment")) {
            product(request);
            return;
        }
        request.bodyHandler(
                body -> {
                    settings.note(request, body);
                    JsonObject wanted = body.length() == 0 ? new JsonObject() : body.toJsonObject();
                    json(request, 200, breakers.operate(request, wanted).encode());
                });
    }

    private void product(HttpServerRequest request) {
        note("GET " + request.path());
        if (!shielded && ill()) {
            return; // never answered
        }
        json(request, 200, "{}");
    }

    private void buy(HttpServerRequest request, String body) {
        String key = request.getHeader("Idempotency-Key");
        note("POST " + key + " " + body);
        if (ill() && !shielded) {
            return; // never answered
        }
        String id = UUID.randomUUID().toString();
        lines.put(id, new JsonObject(body).getJsonArray("items"));
        if (refusesEveryBuyer) {
            order(id, key, "CANCELLED", true);
            json(request, 409, new JsonObject().put("orderId", id).encode());
        } else if (body.contains("tok_declined")) {
            order(id, key, "DECLINED", true);
            json(request, 402, new JsonObject().put("orderId", id).encode());
        } else if (ill()) {
            breaks("open", "failure rate too high: 10 of 20 calls failed (50.0 %), 0 slow");
            order(id, key, "PAYMENT_PENDING", false);
            synchronized (this) {
                pending.add(id + " " + key);
            }
            json(request, 202, new JsonObject().put("orderId", id).encode());
        } else {
            pay(id, key);
            json(request, 201, new JsonObject().put("orderId", id).encode());
        }
    }

    private void pay(String id, String key) {
        for (int i = 0; i < (chargesTwice ? 2 : 1); i++) {
            charges.write(
                    new JsonObject()
                            .put("chargeId", UUID.randomUUID().toString())
                            .put("orderId", id)
                            .put("status", "paid")
                            .put("amountMinor", 590)
                            .put("currency", "EUR")
                            .put("changedAt", Instant.now().toString()));
        }
        stock.write(
                new JsonObject()
                        .put("type", "reservation")
                        .put("orderId", id)
                        .put("state", "held")
                        .put("items", lines.get(id))
                        .put("changedAt", Instant.now().toString()));
        order(id, key, "CONFIRMED", true);
    }

    private void order(String id, String key, String status, boolean isFinal) {
        String now = Instant.now().toString();
        orders.write(
                new JsonObject()
                        .put("orderId", id)
                        .put("idempotencyKey", key)
                        .put("createdAt", now)
                        .put("status", status)
                        .put("payment", status.equals("FAILED") ? "VOIDED" : "PAID")
                        .put("lines", lines.get(id))
                        .put("totalMinor", 590)
                        .put("currency", "EUR")
                        .put("finalSince", isFinal ? now : null));
    }

    private synchronized void settle() {
        if (ill()) {
            return;
        }
        for (String order : pending) {
            String[] idAndKey = order.split(" ");
            if (givesUp) {
                order(idAndKey[0], idAndKey[1], "FAILED", true);
            } else {
                pay(idAndKey[0], idAndKey[1]);
            }
        }
        pending.clear();
        breaks("closed", "3 probes went well");
    }

    private void breaks(String to, String why) {
        if (shielded && !breakers.isForced()) {
            breakers.turn(to, why);
        }
    }

    private synchronized String metrics() {
        return """
                # HELP orders_pending x
                orders_pending %d.0
                worker_threads_busy{a="b",} 3.0
                circuit_breaker_calls_seconds_count{name="payment",outcome="success"} %d
                circuit_breaker_calls_seconds_count{name="payment",outcome="failure"} 0
                circuit_breaker_calls_seconds_sum{name="payment",outcome="success"} %f
                """
                .formatted(pending.size(), arrivals.size(), arrivals.size() * 0.04);
    }

    private void stub(HttpServerRequest request, FakeBooks books) {
        switch (request.path()) {
            case "/audit", "/audit/orders" -> books.answer(request);
            case "/metrics" -> request.response().end("gateway_arrivals_total 5.0\n");
            case "/capacity" -> settings.handle(request);
            default -> faults(request, books == charges ? "payment" : "inventory");
        }
    }

    private void faults(HttpServerRequest request, String service) {
        if (request.method() == HttpMethod.POST) {
            request.bodyHandler(body -> startFault(request, service, body.toJsonObject()));
        } else if (request.method() == HttpMethod.DELETE) {
            synchronized (this) {
                faults.values().removeIf(fault -> fault.getString("of").equals(service));
            }
            request.response().setStatusCode(204).end();
        } else {
            JsonArray active = new JsonArray();
            faults().stream().filter(f -> f.getString("of").equals(service)).forEach(active::add);
            json(request, 200, active.encode());
        }
    }

    private void startFault(HttpServerRequest request, String service, JsonObject fault) {
        if (refusesFaults || fault.getString("kind", "").equals("melt")) {
            json(request, 400, "{\"title\":\"Invalid fault\",\"detail\":\"kind is unknown\"}");
            return;
        }
        String id = "f-" + UUID.randomUUID();
        String duration = fault.getString("duration", "60s");
        long millis =
                duration.endsWith("ms")
                        ? Long.parseLong(duration.replace("ms", ""))
                        : Long.parseLong(duration.replace("s", "")) * 1000;
        synchronized (this) {
            faults.put(
                    id,
                    fault.put("id", id)
                            .put("startedAt", Instant.now().toString())
                            .put("secondsLeft", millis / 1000.0)
                            .put("of", service));
        }
        vertx.setTimer(millis, timer -> faults.remove(id));
        json(request, 201, fault.encode());
    }

    private synchronized boolean ill() {
        return faults.values().stream().anyMatch(fault -> fault.getString("of").equals("payment"));
    }

    private synchronized void note(String arrival) {
        arrivals.add(arrival);
    }

    private static void json(HttpServerRequest request, int status, String body) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(body);
    }
}
