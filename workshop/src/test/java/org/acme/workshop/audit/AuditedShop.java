package org.acme.workshop.audit;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.acme.workshop.lane.Lane;
import org.acme.workshop.lane.LanesConfig;
import org.acme.workshop.lane.Service;
import org.acme.workshop.lane.ServiceClient;
import org.acme.workshop.traffic.AnsweredKeys;
import org.acme.workshop.traffic.AnsweredKeys.AnsweredKey;
import org.acme.workshop.traffic.AnsweredKeys.Told;
import org.acme.workshop.traffic.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * One lane of three real HTTP servers with books behind them, and the auditor that reads them. The
 * steps below do what the services do; a test decides which of them happen, and in which order.
 */
final class AuditedShop implements AutoCloseable {

    static final long PRICE = 590;

    final ManualClock clock = new ManualClock();
    final AuditedStore checkout = new AuditedStore(clock);
    final AuditedStore payment = new AuditedStore(clock);
    final AuditedStore inventory = new AuditedStore(clock);
    private final List<HttpServer> servers = new ArrayList<>();
    final AnsweredKeys answeredKeys = new AnsweredKeys(10_000);
    private final Map<String, Long> stock = new TreeMap<>();
    final ServiceClient services;
    final AuditConfig config;
    private LaneAudit audit;

    AuditedShop(Vertx vertx, int pageSize, int rememberedOrders) throws Exception {
        List<String> addresses = new ArrayList<>();
        for (AuditedStore store : List.of(checkout, payment, inventory)) {
            HttpServer server =
                    vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                            .requestHandler(store::answer)
                            .listen()
                            .toCompletionStage()
                            .toCompletableFuture()
                            .get(10, TimeUnit.SECONDS);
            servers.add(server);
            addresses.add("http://127.0.0.1:" + server.actualPort());
        }
        services = new ServiceClient(vertx, lanesConfig(addresses));
        config = auditConfig(pageSize, rememberedOrders);
        audit = newAudit();
        deliver("TEA-001", 100_000);
        deliver("POT-001", 100_000);
    }

    private LaneAudit newAudit() {
        return new LaneAudit(Lane.PROTECTED, services, answeredKeys, config, clock);
    }

    /** The control room starts anew and remembers nothing. */
    void restartAuditor() {
        audit = newAudit();
    }

    /** Reads and judges some times, as time goes by. */
    LaneVerdict audited(int turns, Duration pause) throws InterruptedException {
        for (int turn = 0; turn < turns; turn++) {
            clock.advance(pause);
            audit.turn();
        }
        return audit.verdict();
    }

    /** Reads and judges until everything so far has been judged. */
    LaneVerdict audited() throws InterruptedException {
        return audited(4, Duration.ofSeconds(6));
    }

    OrderTally tally(@Nullable Outcome told) {
        return audit.tally(Instant.EPOCH, clock.instant(), told);
    }

    // What checkout does

    void order(String id, String status, String paid, boolean isFinal, String sku, int quantity) {
        JsonObject before = checkout.find(id);
        String now = clock.instant().toString();
        checkout.write(
                id,
                new JsonObject()
                        .put("orderId", id)
                        .put("idempotencyKey", "key-" + id)
                        .put("createdAt", before == null ? now : before.getString("createdAt"))
                        .put("status", status)
                        .put("payment", paid)
                        .put("totalMinor", PRICE * quantity)
                        .put("currency", "EUR")
                        .put("lines", lines(sku, quantity))
                        .put("finalSince", isFinal ? now : null));
    }

    void change(AuditedStore store, String id, String field, Object value) {
        store.write(id, store.row(id).put(field, value));
    }

    void told(String id, Outcome outcome, int quantity, boolean cachedStock) {
        told("key-" + id, id, outcome, PRICE * quantity, cachedStock);
    }

    void told(String key, String id, Outcome outcome, long total, boolean cachedStock) {
        Told told = new Told(outcome, total, "EUR", cachedStock);
        answeredKeys.remember(new AnsweredKey(key, id, clock.instant(), told));
    }

    // What the gateway does

    void charge(String chargeId, String id, String status, long amount) {
        payment.write(
                chargeId,
                new JsonObject()
                        .put("chargeId", chargeId)
                        .put("orderId", id)
                        .put("status", status)
                        .put("amountMinor", amount)
                        .put("currency", "EUR")
                        .put("changedAt", clock.instant().toString()));
    }

    void tombstone(String id) {
        payment.write(
                "void-" + id,
                new JsonObject()
                        .put("orderId", id)
                        .put("status", "voided")
                        .put("changedAt", clock.instant().toString()));
    }

    // What inventory does

    void deliver(String sku, long pieces) {
        long transaction = inventory.begin();
        inventory.write(
                transaction,
                "delivery-" + transaction,
                new JsonObject()
                        .put("type", "delivery")
                        .put("sku", sku)
                        .put("quantity", pieces)
                        .put("changedAt", clock.instant().toString()));
        moveStock(transaction, sku, pieces);
        inventory.end(transaction);
    }

    void reservation(String id, boolean held, String sku, int quantity) {
        reservation(id, held, sku, quantity, held ? -quantity : quantity);
    }

    /** A reservation as it stands now, and by how much it moves the stock. */
    void reservation(String id, boolean held, String sku, int quantity, long moves) {
        long transaction = inventory.begin();
        inventory.write(
                transaction,
                "reservation-" + id,
                new JsonObject()
                        .put("type", "reservation")
                        .put("orderId", id)
                        .put("state", held ? "held" : "released")
                        .put("items", quantity == 0 ? new JsonArray() : lines(sku, quantity))
                        .put("changedAt", clock.instant().toString()));
        moveStock(transaction, sku, moves);
        inventory.end(transaction);
    }

    void stock(String sku, long pieces) {
        inventory.write("stock-" + sku, stockRow(sku, pieces));
    }

    private void moveStock(long transaction, String sku, long moves) {
        long now = stock.merge(sku, moves, Long::sum);
        inventory.write(transaction, "stock-" + sku, stockRow(sku, now));
    }

    private JsonObject stockRow(String sku, long pieces) {
        return new JsonObject()
                .put("type", "stock")
                .put("sku", sku)
                .put("stock", pieces)
                .put("changedAt", clock.instant().toString());
    }

    private static JsonArray lines(String sku, int quantity) {
        return new JsonArray().add(new JsonObject().put("sku", sku).put("quantity", quantity));
    }

    @Override
    public void close() throws Exception {
        for (HttpServer server : servers) {
            server.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
    }

    private static AuditConfig auditConfig(int pageSize, int rememberedOrders) {
        return new SmallRyeConfigBuilder()
                .withMapping(AuditConfig.class)
                .withDefaultValue("audit.interval", "PT1S")
                .withDefaultValue("audit.page-size", Integer.toString(pageSize))
                .withDefaultValue("audit.remembered-orders", Integer.toString(rememberedOrders))
                .withDefaultValue("audit.final-for", "PT10S")
                .withDefaultValue("audit.stale-after", "PT15S")
                .withDefaultValue("audit.final-within", "PT20M")
                .build()
                .getConfigMapping(AuditConfig.class);
    }

    static LanesConfig lanesConfig(List<String> addresses) {
        SmallRyeConfigBuilder config =
                new SmallRyeConfigBuilder()
                        .withMapping(LanesConfig.class)
                        .withDefaultValue("lanes.poll-interval", "PT1S");
        for (Lane lane : Lane.all()) {
            for (Service service : Service.all()) {
                String key = "lanes." + lane.label() + "." + service.label();
                config.withDefaultValue(key, addresses.get(service.ordinal()));
            }
        }
        return config.build().getConfigMapping(LanesConfig.class);
    }
}
