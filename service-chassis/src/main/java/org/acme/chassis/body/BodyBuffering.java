package org.acme.chassis.body;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicLong;
import org.acme.chassis.problem.Problem;
import org.acme.chassis.problem.ProblemAnswers;

/**
 * Passes a request on when its whole body has arrived. Until then it holds no thread: if worker
 * threads read bodies, one stalling client for each worker would stop the service.
 *
 * <p>Bodies are bounded in time, and in memory for all of them together. Only bytes that have
 * arrived count: a client that announces a large body takes nothing from others. A request whose
 * body was read before, as an injected fault does, is passed on at once.
 */
@Singleton
final class BodyBuffering {

    /** After everything that looks at the time of arrival, such as the caller's deadline. */
    private static final int LATER = 990;

    private static final Problem BROKEN =
            Problem.of(
                    400,
                    "body-broken-off",
                    "The body broke off",
                    "the connection ended, or was not HTTP, before the whole body had arrived");
    private static final Problem TOO_MANY =
            Problem.of(
                    503,
                    "overloaded",
                    "Too many requests at once",
                    "too many bodies are arriving; nothing was done");

    private final ProblemAnswers answers;
    private final BodyConfig config;
    private final Problem tooSlow;
    private final Problem tooLarge;
    private final AtomicLong arriving = new AtomicLong();

    BodyBuffering(ProblemAnswers answers, BodyConfig config) {
        this.answers = answers;
        this.config = config;
        this.tooLarge = BodyLimit.tooLarge(config.limit().asLongValue());
        this.tooSlow =
                Problem.of(
                        408,
                        "body-too-slow",
                        "The body did not arrive",
                        "the whole body must arrive within " + config.timeout().toSeconds() + " s");
    }

    void install(@Observes Filters filters) {
        filters.register(this::begin, LATER);
    }

    private void begin(RoutingContext exchange) {
        boolean isHere =
                ((RoutingContextInternal) exchange)
                        .seenHandler(RoutingContextInternal.BODY_HANDLER);
        if (isHere && exchange.body().length() > config.limit().asLongValue()) {
            answers.end(exchange, tooLarge);
        } else if (!isHere && bringsBody(exchange.request())) {
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

    /** A body that is arriving. Confined to its event loop. */
    private final class Arrival {

        private final RoutingContext exchange;
        private final Buffer body = Buffer.buffer();
        private final long timer;
        private boolean over;

        Arrival(RoutingContext exchange) {
            this.exchange = exchange;
            this.timer =
                    exchange.vertx().setTimer(config.timeout().toMillis(), due -> refuse(tooSlow));
        }

        void begin() {
            exchange.addEndHandler(ended -> end());
            // A client that disconnects, or does not speak HTTP, is no failure of the service.
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
            boolean tooMuch = arriving.addAndGet(part.length()) > config.memory().asLongValue();
            if (body.length() > config.limit().asLongValue()) {
                refuse(tooLarge);
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

        /**
         * Rejects a body. A disconnected client gets no response; only its connection is released.
         */
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
            answers.end(exchange, problem);
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
