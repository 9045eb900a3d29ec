package org.acme.checkout.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.acme.checkout.testing.WireServer.Manner;
import org.acme.checkout.testing.WireServer.Reply;
import org.acme.checkout.testing.WireServer.Request;

/** A payment gateway that keeps its books: idempotent charges, voids that outlast late charges. */
public final class FakeGateway implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final WireServer server = new WireServer(this::serve, this::mannerOf);
    private final Map<String, Long> paid = new HashMap<>();
    private final Set<String> refunded = new HashSet<>();
    private final Set<String> tombstones = new HashSet<>();
    private final AtomicInteger requests = new AtomicInteger();

    private volatile Manner manner = Manner.ANSWER;
    private volatile Runnable beforeWork = () -> {};
    private volatile Map<String, String> corrupted = Map.of();

    /** How it behaves from now on. */
    public void manner(Manner next) {
        manner = next;
    }

    /** Runs before each piece of work, for tests that need something to happen meanwhile. */
    public void beforeWork(Runnable action) {
        beforeWork = action;
    }

    /** What every later answer says instead in one of its fields; the work is done all the same. */
    public void corrupt(String field, String value) {
        corrupted = Map.of(field, value);
    }

    public String url() {
        return server.url();
    }

    public WireServer server() {
        return server;
    }

    /** Forgets everything and behaves. */
    public synchronized void reset() {
        manner = Manner.ANSWER;
        beforeWork = () -> {};
        corrupted = Map.of();
        server.dropHanging();
        paid.clear();
        refunded.clear();
        tombstones.clear();
        requests.set(0);
    }

    /** Requests that arrived, answered or not. */
    public int requests() {
        return requests.get();
    }

    /** Whether money of this order is with us. */
    public synchronized boolean holdsMoneyOf(String orderId) {
        return paid.containsKey(orderId) && !refunded.contains(orderId);
    }

    /** Charges that ever moved money. */
    public synchronized int charges() {
        return paid.size();
    }

    /** Money moves although nobody here asked for it: an answer that was lost long ago. */
    public synchronized void pay(String orderId) {
        paid.put(orderId, 590L);
    }

    public synchronized boolean isVoided(String orderId) {
        return tombstones.contains(orderId);
    }

    @Override
    public void close() {
        server.close();
    }

    private Manner mannerOf(Request request) {
        requests.incrementAndGet();
        return manner;
    }

    private Reply serve(Request request) {
        beforeWork.run();
        return corrupted(request.method().equals("PUT") ? voided(request) : charged(request));
    }

    private Reply corrupted(Reply reply) {
        if (corrupted.isEmpty()) {
            return reply;
        }
        ObjectNode body = (ObjectNode) parse(reply.body());
        corrupted.forEach(body::put);
        return new Reply(reply.status(), body.toString());
    }

    private synchronized Reply voided(Request request) {
        String orderId = request.path().split("/", -1)[3];
        tombstones.add(orderId);
        if (paid.containsKey(orderId)) {
            refunded.add(orderId);
        }
        String status = refunded.contains(orderId) ? "refunded" : "voided";
        return new Reply(200, "{\"orderId\":\"" + orderId + "\",\"status\":\"" + status + "\"}");
    }

    private synchronized Reply charged(Request request) {
        JsonNode body = parse(request.body());
        String orderId = body.path("orderId").asText();
        if (!orderId.equals(request.key())) {
            return problem(400, "invalid-request", "wrong key");
        }
        if (!body.path("cardToken").asText().matches("[a-z_]{1,64}")) {
            return new Reply(
                    400,
                    "{\"type\":\"urn:problem:fake:invalid-request\",\"errors\":"
                            + "[{\"field\":\"cardToken\",\"message\":\"no token\"}]}");
        }
        if (tombstones.contains(orderId)) {
            return problem(409, "charge-voided", "the charge was voided");
        }
        if (body.path("cardToken").asText().equals("tok_declined")) {
            long amount = body.path("amountMinor").asLong();
            return charge(
                    402, orderId, amount, "declined\",\"declineReason\":\"the card was declined");
        }
        boolean known = paid.putIfAbsent(orderId, body.path("amountMinor").asLong()) != null;
        return charge(known ? 200 : 201, orderId, paid.get(orderId), "paid");
    }

    private static Reply charge(int status, String orderId, long amountMinor, String state) {
        return new Reply(
                status,
                """
                {"chargeId":"ch-%s","orderId":"%s","amountMinor":%d,"currency":"EUR","status":"%s"}
                """
                        .formatted(orderId, orderId, amountMinor, state));
    }

    static Reply problem(int status, String slug, String detail) {
        return new Reply(
                status,
                "{\"type\":\"urn:problem:fake:" + slug + "\",\"detail\":\"" + detail + "\"}");
    }

    static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
