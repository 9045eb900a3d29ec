package org.acme.workshop.traffic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.impl.VertxInternal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.acme.workshop.Ticker;
import org.acme.workshop.lane.Exchange;
import org.acme.workshop.lane.Lane;
import org.acme.workshop.lane.ServiceClient;
import org.acme.workshop.traffic.AnsweredKeys.AnsweredKey;
import org.acme.workshop.traffic.AnsweredKeys.Told;
import org.jspecify.annotations.Nullable;

/**
 * Sends the requests of the users of one lane, without waiting for earlier ones, and records how
 * each ended.
 */
public final class LaneTraffic {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SAMPLES = 1 << 18; // 8 min at the highest rate, hours at the usual
    private static final int KEYS = 50_000;

    private final Vertx vertx;
    private final Context context;
    private final HttpClient client;
    private final URI checkout;
    private final Ticker ticker;
    private final Duration patience;
    private final int maxInFlight;
    private final TrafficMeters meters;
    private final Map<Operation, SampleLog> samples = new EnumMap<>(Operation.class);
    private final AnsweredKeys answeredKeys = new AnsweredKeys(KEYS);
    private final AtomicLong dropped = new AtomicLong();

    LaneTraffic(
            Vertx vertx,
            MeterRegistry registry,
            Ticker ticker,
            TrafficConfig config,
            Lane lane,
            URI checkout) {
        this.vertx = vertx;
        this.context = ((VertxInternal) vertx).createEventLoopContext();
        this.checkout = checkout;
        this.ticker = ticker;
        this.patience = config.patience();
        this.maxInFlight = config.maxInFlight();
        this.meters = new TrafficMeters(registry, lane);
        for (Operation operation : Operation.all()) {
            samples.put(operation, new SampleLog(SAMPLES, config.patience()));
        }
        HttpClientOptions options =
                new HttpClientOptions()
                        .setKeepAliveTimeout(20)
                        .setConnectTimeout((int) config.patience().toMillis());
        // As many connections as requests may be in flight: no request waits for a connection.
        this.client =
                vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(maxInFlight));
    }

    /** Returns the latencies and outcomes of an operation. */
    public SampleLog samples(Operation operation) {
        return Objects.requireNonNull(samples.get(operation));
    }

    /** Returns the keys that were answered with an order. */
    public AnsweredKeys answeredKeys() {
        return answeredKeys;
    }

    /**
     * Returns the arrivals that could not be sent since the start; any other value than 0 makes a
     * measurement invalid.
     */
    public long dropped() {
        return dropped.get();
    }

    void send(Arrival arrival) {
        int inFlight = 0;
        for (SampleLog log : samples.values()) {
            inFlight += log.inFlight();
        }
        if (inFlight >= maxInFlight || patienceLeft(arrival) <= 0) {
            drop(arrival);
            return;
        }
        long number = samples(arrival.operation()).arrived(arrival.at());
        context.runOnContext(now -> start(arrival, number));
    }

    private void drop(Arrival arrival) {
        dropped.incrementAndGet();
        meters.dropped(arrival.operation());
    }

    private void start(Arrival arrival, long number) {
        RequestOptions options;
        Buffer content = null;
        if (arrival.operation() == Operation.CHECKOUT) {
            options = options(HttpMethod.POST, "/checkouts");
            options.putHeader("Idempotency-Key", Objects.requireNonNull(arrival.key()));
            content = Buffer.buffer(arrival.checkoutJson());
        } else {
            options = options(HttpMethod.GET, "/products/" + arrival.sku());
        }
        long patienceMillis = Math.max(1, patienceLeft(arrival));
        Exchange.send(vertx, client, options, content, patienceMillis)
                .onSuccess(answer -> conclude(arrival, number, outcome(arrival, answer)))
                .onFailure(cause -> conclude(arrival, number, outcome(cause)));
    }

    private RequestOptions options(HttpMethod method, String path) {
        return ServiceClient.options(checkout, method, path);
    }

    private long patienceLeft(Arrival arrival) {
        return patience.toMillis() - TimeUnit.NANOSECONDS.toMillis(ticker.nanos() - arrival.at());
    }

    private void conclude(Arrival arrival, long number, Outcome outcome) {
        long latency = ticker.nanos() - arrival.at();
        samples(arrival.operation()).concluded(number, outcome, latency);
        meters.concluded(arrival.operation(), outcome, latency);
    }

    private static Outcome outcome(Throwable cause) {
        return cause instanceof Exchange.DeadlineExceededException
                ? Outcome.TIMEOUT
                : Outcome.ERROR;
    }

    private Outcome outcome(Arrival arrival, Exchange.Answer answer) {
        String key = arrival.key();
        if (key == null) {
            return answer.status() == 200 ? Outcome.OK : Outcome.ERROR;
        }
        JsonNode order = order(answer);
        if (order == null) {
            return Outcome.ERROR;
        }
        Outcome outcome = outcome(answer.status());
        String orderId = order.path("orderId").textValue();
        answeredKeys.remember(new AnsweredKey(key, orderId, Instant.now(), told(outcome, order)));
        return outcome;
    }

    /**
     * Returns the meaning of a status in a response with an order; without an order a status means
     * nothing.
     */
    private static Outcome outcome(int status) {
        return switch (status) {
            case 200, 201 -> Outcome.CONFIRMED;
            case 202 -> Outcome.PENDING;
            case 402 -> Outcome.DECLINED;
            case 409 -> Outcome.CONFLICT;
            default -> Outcome.ERROR;
        };
    }

    private static Told told(Outcome outcome, JsonNode order) {
        JsonNode total = order.path("totalMinor");
        return new Told(
                outcome,
                total.isIntegralNumber() ? total.longValue() : null,
                order.path("currency").textValue(),
                order.path("inventory").path("source").asText().equals("cache"));
    }

    private static @Nullable JsonNode order(Exchange.Answer answer) {
        try {
            JsonNode order = JSON.readTree(answer.body().toString(StandardCharsets.UTF_8));
            return order.path("orderId").isTextual() ? order : null;
        } catch (JsonProcessingException notJson) {
            return null;
        }
    }

    void close() {
        client.close();
    }
}
