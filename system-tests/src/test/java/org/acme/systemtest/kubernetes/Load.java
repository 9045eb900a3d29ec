package org.acme.systemtest.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Buyers who arrive at a steady rate, whether or not earlier ones were answered. A buyer whose
 * request fails sends it once more, with the same key, to the pod whose turn it is then.
 */
final class Load implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final List<Integer> GOOD = List.of(200, 201, 202);

    private final Balancer balancer;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(Load::daemon);
    private final Map<String, String> orderByKey = new ConcurrentHashMap<>();
    private final List<String> failedRequests = new CopyOnWriteArrayList<>();
    private final List<String> failedBuyers = new CopyOnWriteArrayList<>();
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger underWay = new AtomicInteger();

    /** Begins at once. */
    Load(Balancer balancer, int perSecond) {
        this.balancer = balancer;
        var unused =
                clock.scheduleAtFixedRate(
                        this::buy, 0, 1_000_000 / perSecond, TimeUnit.MICROSECONDS);
    }

    private void buy() {
        String key = UUID.randomUUID().toString();
        underWay.incrementAndGet();
        var unused =
                send(key)
                        .thenCompose(trouble -> trouble.isEmpty() ? done("") : again(key, trouble))
                        .whenComplete((trouble, error) -> ended(trouble, error));
    }

    private CompletableFuture<String> again(String key, String trouble) {
        failedRequests.add(Instant.now() + " " + trouble);
        return send(key);
    }

    private void ended(String trouble, Throwable error) {
        if (error != null) {
            failedBuyers.add(error.toString());
        } else if (!trouble.isEmpty()) {
            failedBuyers.add(trouble);
        }
        underWay.decrementAndGet();
    }

    /** What is wrong with the answer, or nothing. */
    private CompletableFuture<String> send(String key) {
        sent.incrementAndGet();
        return balancer.next().map(pod -> send(key, pod)).orElseGet(() -> done("no pod is ready"));
    }

    private CompletableFuture<String> send(String key, Pod pod) {
        HttpRequest request =
                HttpRequest.newBuilder(pod.address().resolve("/checkouts"))
                        .timeout(TIMEOUT)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .POST(
                                BodyPublishers.ofString(
                                        "{\"customerId\":\"c\",\"items\":[{\"sku\":\"TEA-001\","
                                                + "\"quantity\":1}],\"cardToken\":\"tok_ok\"}"))
                        .build();
        return client.sendAsync(request, BodyHandlers.ofString())
                .handle(
                        (answer, error) ->
                                error == null ? judge(key, pod, answer) : pod + ": " + error);
    }

    private String judge(String key, Pod pod, HttpResponse<String> answer) {
        if (!GOOD.contains(answer.statusCode())) {
            return pod + ": " + answer.statusCode() + " " + answer.body();
        }
        try {
            JsonNode order = JSON.readTree(answer.body());
            orderByKey.put(key, order.path("orderId").asText());
            return "";
        } catch (IOException e) {
            return pod + ": " + e;
        }
    }

    private static CompletableFuture<String> done(String trouble) {
        return CompletableFuture.completedFuture(trouble);
    }

    /** Requests that were sent, repeated ones included. */
    int sent() {
        return sent.get();
    }

    /** Requests without a good answer: refused and broken connections, 4xx and 5xx. */
    List<String> failedRequests() {
        return failedRequests;
    }

    /** Buyers whose second request failed, too. */
    List<String> failedBuyers() {
        return failedBuyers;
    }

    /** The orders that buyers were told of, by their keys. */
    Map<String, String> orders() {
        return Map.copyOf(orderByKey);
    }

    /** Lets no further buyer arrive. */
    void end() {
        clock.shutdownNow();
    }

    /** Whether every buyer has been answered. */
    boolean isOver() {
        return clock.isTerminated() && underWay.get() == 0;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "load");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        end();
    }
}
