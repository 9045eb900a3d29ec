package org.acme.inventory.problem;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets a request go on when its body is here as a whole. Until then it holds no thread: were it the
 * worker that reads, as many stalling clients as there are workers would end the service.
 *
 * <p>A fault that has held the request has read its body already.
 *
 * <p>What arrives is bounded: in time, and in memory for all of them together. What counts is what has
 * come; a client that only announces a lot takes nothing from others.
 */
final class WholeBody {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long MEMORY = 16 * 1024 * 1024L;

    /** Behind whatever looks at the time of arrival, such as the caller's deadline. */
    private static final int LATER = 990;

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

    void install(Filters filters) {
        filters.register(this::begin, LATER);
    }

    private void begin(RoutingContext exchange) {
        boolean isHere =
                ((RoutingContextInternal) exchange)
                        .seenHandler(RoutingContextInternal.BODY_HANDLER);
        if (!isHere && bringsBody(exchange.request())) {
            new Arrival(exchange).begin();
        } else {
            exchange.next();
        }
    }

    private static boolean bringsBody(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null
                ? request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
                : Long.parseLong(length) > 0;
    }

    /** A body on its way; only its event loop touches it. */
    private final class Arrival {

        private final RoutingContext exchange;
        private final Buffer body = Buffer.buffer();
        private final long timer;
        private boolean over;

        Arrival(RoutingContext exchange) {
            this.exchange = exchange;
            this.timer = exchange.vertx().setTimer(PATIENCE.toMillis(), due -> refuse(TOO_SLOW));
        }

        void begin() {
            exchange.addEndHandler(ended -> end());
            // A client that went away or talks nonsense is no failure of ours.
            exchange.request()
                    .exceptionHandler(broken -> refuse(BROKEN))
                    .handler(this::take)
                    .endHandler(whole -> pass());
            if ("100-continue".equalsIgnoreCase(exchange.request().getHeader(HttpHeaders.EXPECT))) {
                exchange.response().writeContinue();
            }
            exchange.request().resume();
        }

        private void take(Buffer part) {
            if (over) {
                return;
            }
            body.appendBuffer(part);
            boolean tooMuch = arriving.addAndGet(part.length()) > MEMORY;
            if (body.length() > StrictJson.MAX_BODY_BYTES) {
                refuse(BodyRules.TOO_LARGE);
            } else if (tooMuch) {
                exchange.response().putHeader(HttpHeaders.RETRY_AFTER, "1");
                refuse(TOO_MANY);
            }
        }

        private void pass() {
            if (!over) {
                end();
                RoutingContextInternal internal = (RoutingContextInternal) exchange;
                internal.visitHandler(RoutingContextInternal.BODY_HANDLER);
                internal.setBody(body);
                exchange.next();
            }
        }

        /** Whoever has gone is only let go of. */
        private void refuse(Problem problem) {
            if (over) {
                return;
            }
            end();
            if (exchange.response().headWritten() || exchange.response().closed()) {
                exchange.request().connection().close();
                return;
            }
            exchange.addEndHandler(ended -> exchange.request().connection().close());
            exchange.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            EventLoopAnswer.send(exchange, problem);
        }

        private void end() {
            if (!over) {
                over = true;
                exchange.vertx().cancelTimer(timer);
                arriving.addAndGet(-body.length());
            }
        }
    }
}
