package org.acme.inventory.problem;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets a request go on when its body is here as a whole. Until then it holds no thread: were it the
 * worker that reads, as many stalling clients as there are workers would end the service.
 *
 * <p>What arrives is bounded: in time, and in memory for all of them together.
 */
final class WholeBody {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long MEMORY = 16 * 1024 * 1024L;

    /** Behind whatever looks at the time of arrival, such as the caller's deadline. */
    private static final int LATER = 990;

    private static final String ARRIVAL = Arrival.class.getName();
    private static final Problem TOO_SLOW =
            Problem.of(
                    408,
                    "body-too-slow",
                    "The body didn't come",
                    "the whole body must arrive within " + PATIENCE.toSeconds() + " s");
    private static final Problem BROKEN =
            Problem.of(
                    400,
                    "body-broken-off",
                    "The body broke off",
                    "the connection ended, or was no HTTP, before the whole body had arrived");
    private static final Problem TOO_MANY =
            Problem.of(
                    503,
                    "overloaded",
                    "The service is overloaded",
                    "too many bodies are arriving; nothing was done, the same request may be sent again");

    private final AtomicLong arriving = new AtomicLong();

    /** The server's own limit; the reader behind it has the smaller one, and words for it. */
    private final BodyHandler reader =
            BodyHandler.create(false).setBodyLimit(2L * StrictJson.MAX_BODY_BYTES);

    void install(Filters filters) {
        filters.register(this::begin, LATER);
        filters.register(this::arrived, LATER - 1);
    }

    private void begin(RoutingContext exchange) {
        long size = announced(exchange.request());
        if (size == 0) {
            exchange.next();
        } else if (arriving.addAndGet(size) > MEMORY) {
            arriving.addAndGet(-size);
            exchange.response().putHeader(HttpHeaders.RETRY_AFTER, "1");
            refuse(exchange, TOO_MANY);
        } else {
            Arrival arrival = new Arrival(exchange, size);
            exchange.put(ARRIVAL, arrival);
            exchange.addEndHandler(ended -> arrival.end());
            reader.handle(exchange);
            if (!arrival.over) {
                // A client that went away or talks nonsense is no failure of ours, as the reader
                // thinks.
                exchange.request().exceptionHandler(broken -> refuse(exchange, BROKEN));
            }
        }
    }

    private void arrived(RoutingContext exchange) {
        if (exchange.get(ARRIVAL) instanceof Arrival arrival) {
            arrival.end();
        }
        exchange.next();
    }

    /** A body that doesn't say how long it is may get as long as any. */
    private static long announced(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null) {
            return Long.parseLong(length);
        }
        return request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
                ? StrictJson.MAX_BODY_BYTES
                : 0;
    }

    /** Whoever has been answered already, or has gone, is only let go of. */
    private static void refuse(RoutingContext exchange, Problem problem) {
        if (exchange.response().headWritten() || exchange.response().closed()) {
            exchange.request().connection().close();
            return;
        }
        exchange.addEndHandler(ended -> exchange.request().connection().close());
        exchange.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        EventLoopAnswer.send(exchange, problem);
    }

    /** A body on its way; only its event loop touches it. */
    private final class Arrival {

        private final RoutingContext exchange;
        private final long size;
        private final long timer;
        private boolean over;

        Arrival(RoutingContext exchange, long size) {
            this.exchange = exchange;
            this.size = size;
            this.timer =
                    exchange.vertx()
                            .setTimer(PATIENCE.toMillis(), due -> refuse(exchange, TOO_SLOW));
        }

        void end() {
            if (!over) {
                over = true;
                exchange.vertx().cancelTimer(timer);
                arriving.addAndGet(-size);
            }
        }
    }
}
