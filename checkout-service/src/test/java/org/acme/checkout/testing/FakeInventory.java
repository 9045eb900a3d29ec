package org.acme.checkout.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.acme.checkout.testing.WireServer.Manner;
import org.acme.checkout.testing.WireServer.Reply;
import org.acme.checkout.testing.WireServer.Request;

/** An inventory that keeps its books: repeatable reservations, releases that outlast late ones. */
public final class FakeInventory implements AutoCloseable {

    private final WireServer server = new WireServer(this::serve, this::mannerOf);
    private final Map<String, Long> stock = new TreeMap<>();
    private final Map<String, JsonNode> held = new HashMap<>();
    private final Set<String> tombstones = new HashSet<>();
    private final AtomicInteger requests = new AtomicInteger();

    /** Releases whose connection broke before their work was done: they are carried out later. */
    private final List<String> lateReleases = new ArrayList<>();

    private volatile Manner manner = Manner.ANSWER;
    private volatile Runnable beforeRelease = () -> {};
    private volatile boolean releasesAreLate;

    public FakeInventory() {
        reset();
    }

    /** How it behaves from now on. */
    public void manner(Manner next) {
        manner = next;
    }

    /** Runs before each release, for tests that need something to happen meanwhile. */
    public void beforeRelease(Runnable action) {
        beforeRelease = action;
    }

    /**
     * While true, the connection of each release breaks and its work waits for {@link
     * #runDelayedReleases}.
     */
    public void delayReleases(boolean delay) {
        releasesAreLate = delay;
    }

    /** Does the work of the delayed releases, as a server does that was slow and not dead. */
    public synchronized void runDelayedReleases() {
        lateReleases.forEach(this::release);
        lateReleases.clear();
    }

    public String url() {
        return server.url();
    }

    public WireServer server() {
        return server;
    }

    /** Forgets everything, has plenty of everything, and behaves. */
    public synchronized void reset() {
        manner = Manner.ANSWER;
        beforeRelease = () -> {};
        releasesAreLate = false;
        lateReleases.clear();
        server.dropHanging();
        held.clear();
        tombstones.clear();
        requests.set(0);
        stock.clear();
        stock.put("TEA-001", 10_000L);
        stock.put("POT-001", 10_000L);
        stock.put("RARE-001", 1L);
    }

    public int requests() {
        return requests.get();
    }

    public synchronized void stock(String sku, long quantity) {
        stock.put(sku, quantity);
    }

    public synchronized long stock(String sku) {
        return stock.getOrDefault(sku, 0L);
    }

    /** Stock is held although nobody here asked for it: an answer that was lost long ago. */
    public synchronized void reserve(String orderId, String sku, int quantity) {
        String items = "[{\"sku\":\"%s\",\"quantity\":%d}]".formatted(sku, quantity);
        reserve(orderId, FakeGateway.parse(items));
    }

    public synchronized boolean holds(String orderId) {
        return held.containsKey(orderId);
    }

    public synchronized boolean isReleased(String orderId) {
        return tombstones.contains(orderId);
    }

    @Override
    public void close() {
        server.close();
    }

    private Manner mannerOf(Request request) {
        requests.incrementAndGet();
        return releasesAreLate && isRelease(request) ? Manner.LOSE_RESPONSE : manner;
    }

    private static boolean isRelease(Request request) {
        return request.method().equals("DELETE");
    }

    private Reply serve(Request request) {
        if (isRelease(request)) {
            beforeRelease.run();
        }
        return work(request);
    }

    private synchronized Reply work(Request request) {
        String[] path = request.path().split("/", -1);
        return switch (request.method()) {
            case "PUT" -> reserve(path[2], FakeGateway.parse(request.body()).path("items"));
            case "DELETE" -> releasesAreLate ? releaseLater(path[2]) : release(path[2]);
            default -> path.length == 2 ? products() : product(path[2]);
        };
    }

    private Reply releaseLater(String orderId) {
        lateReleases.add(orderId);
        return released(orderId);
    }

    private Reply products() {
        return new Reply(
                200,
                stock.keySet().stream().map(this::json).collect(Collectors.joining(",", "[", "]")));
    }

    private Reply product(String sku) {
        return stock.containsKey(sku)
                ? new Reply(200, json(sku))
                : FakeGateway.problem(404, "unknown-product", "no such product");
    }

    private String json(String sku) {
        return """
                {"sku":"%s","name":"Name of %s","priceMinor":590,"currency":"EUR","available":%d,
                 "somethingNew":true}
                """
                .formatted(sku, sku, stock(sku));
    }

    private Reply reserve(String orderId, JsonNode items) {
        if (tombstones.contains(orderId)) {
            return FakeGateway.problem(409, "reservation-released", "released before");
        }
        if (held.containsKey(orderId)) {
            return new Reply(200, reservation(orderId));
        }
        for (JsonNode item : items) {
            if (stock(item.path("sku").asText()) < item.path("quantity").asLong()) {
                return FakeGateway.problem(409, "not-enough-stock", "not enough stock");
            }
        }
        items.forEach(item -> take(item, -1));
        held.put(orderId, items);
        return new Reply(201, reservation(orderId));
    }

    private String reservation(String orderId) {
        return "{\"orderId\":\"%s\",\"state\":\"held\",\"items\":%s}"
                .formatted(orderId, held.get(orderId));
    }

    private Reply release(String orderId) {
        tombstones.add(orderId);
        JsonNode items = held.remove(orderId);
        if (items != null) {
            items.forEach(item -> take(item, 1));
        }
        return released(orderId);
    }

    private static Reply released(String orderId) {
        return new Reply(200, "{\"orderId\":\"%s\",\"state\":\"released\"}".formatted(orderId));
    }

    private void take(JsonNode item, int sign) {
        stock.merge(item.path("sku").asText(), sign * item.path("quantity").asLong(), Long::sum);
    }
}
