package org.acme.workshop.lane;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request with one deadline for everything: connecting, waiting, reading the body.
 *
 * <p>It completes exactly once. If the deadline passes first, it fails with {@link
 * DeadlineExceededException} and its connection is closed, like that of a user who gives up.
 * Confined to the event loop that started it, so its fields need no lock.
 */
public final class Exchange {

    /** The largest response in bytes; a larger one is a failure. */
    static final int MAX_BODY = 8 * 1024 * 1024;

    private final Vertx vertx;
    private final Promise<Answer> settled = Promise.promise();
    private final Buffer body = Buffer.buffer();
    private @Nullable HttpClientRequest request;
    private boolean over;
    private long timer;

    private Exchange(Vertx vertx) {
        this.vertx = vertx;
    }

    /** A complete response with any status. */
    public record Answer(int status, @Nullable String location, Buffer body) {}

    /** Thrown when the deadline passes before the response is complete. */
    public static final class DeadlineExceededException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        DeadlineExceededException() {
            super("no complete response within the deadline", null, false, false);
        }
    }

    /**
     * Sends a request and returns its result. Call it on an event loop.
     *
     * @param timeoutMillis from now to the last byte of the answer; at least 1
     * @param content what to send as JSON, or null
     */
    public static Future<Answer> send(
            Vertx vertx,
            HttpClient client,
            RequestOptions options,
            @Nullable Buffer content,
            long timeoutMillis) {
        Exchange exchange = new Exchange(vertx);
        exchange.timer = vertx.setTimer(timeoutMillis, id -> exchange.deadlineExceeded());
        try {
            client.request(options).onComplete(opened -> exchange.opened(opened, content));
        } catch (IllegalStateException closing) {
            exchange.fail(closing); // the application is stopping, and the client with it
        }
        return exchange.settled.future();
    }

    private void opened(AsyncResult<HttpClientRequest> opened, @Nullable Buffer content) {
        if (opened.failed()) {
            fail(opened.cause());
            return;
        }
        HttpClientRequest connected = opened.result();
        if (over) {
            connected.reset();
            return;
        }
        request = connected;
        connected.exceptionHandler(this::fail);
        if (content != null) {
            connected.putHeader("Content-Type", "application/json");
        }
        connected.response().onComplete(this::answered);
        if (content == null) {
            connected.end();
        } else {
            connected.end(content);
        }
    }

    private void answered(AsyncResult<HttpClientResponse> answered) {
        if (answered.failed()) {
            fail(answered.cause());
            return;
        }
        HttpClientResponse response = answered.result();
        response.exceptionHandler(this::fail);
        response.handler(this::read);
        response.endHandler(
                end -> {
                    if (finish()) {
                        String location = response.getHeader("Location");
                        settled.complete(new Answer(response.statusCode(), location, body));
                    }
                });
    }

    private void read(Buffer part) {
        if (over) {
            return;
        }
        if (body.length() + part.length() > MAX_BODY) {
            fail(new IllegalStateException("the response is larger than " + MAX_BODY + " bytes"));
            return;
        }
        body.appendBuffer(part);
    }

    private void deadlineExceeded() {
        fail(new DeadlineExceededException());
    }

    private void fail(Throwable cause) {
        if (finish()) {
            HttpClientRequest open = request;
            if (open != null) {
                open.reset(); // HTTP/1.1: closes the connection
            }
            settled.fail(cause);
        }
    }

    private boolean finish() {
        if (over) {
            return false;
        }
        over = true;
        vertx.cancelTimer(timer);
        return true;
    }
}
