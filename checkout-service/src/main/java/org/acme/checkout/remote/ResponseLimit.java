package org.acme.checkout.remote;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.io.Serial;
import java.util.function.Consumer;

/**
 * Resets a request whose response body is longer than any response of the contract. The client
 * collects the whole body first, so without a limit one faulty service can fill the heap.
 *
 * <p>A body of a known length is refused before its first byte is read, any other at the first byte
 * beyond the limit. Safe for use by many requests at once.
 */
final class ResponseLimit implements Consumer<HttpClientRequest> {

    /** About 2,500 products. With all 64 connections in use, bodies take 16 MiB at most. */
    static final int BYTES = 256 * 1024;

    /** Why the request was reset. */
    static final class ExceededException extends RuntimeException {

        @Serial private static final long serialVersionUID = 1L;

        ExceededException() {
            super("the response body is longer than " + BYTES + " bytes", null, false, false);
        }
    }

    @Override
    public void accept(HttpClientRequest request) {
        // This handler is the first one, so it runs before the client begins to collect the body.
        request.response().onSuccess(response -> limit(request, response));
    }

    private static void limit(HttpClientRequest request, HttpClientResponse response) {
        // Vert.x logs the end of a response that nobody listens to yet.
        response.exceptionHandler(end -> {});
        if (announced(response) > BYTES) {
            reset(request);
        } else {
            response.handler(new Counter(request));
        }
    }

    /** The length in the header; 0 if there is none that can be read. */
    private static long announced(HttpClientResponse response) {
        String length = response.getHeader("Content-Length");
        try {
            return length == null ? 0 : Long.parseLong(length.strip());
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static void reset(HttpClientRequest request) {
        request.reset(0, new ExceededException());
    }

    /** Adds up one body. All its chunks arrive on the event loop of the request. */
    private static final class Counter implements Handler<Buffer> {

        private final HttpClientRequest request;
        private long bytes;

        private Counter(HttpClientRequest request) {
            this.request = request;
        }

        @Override
        public void handle(Buffer chunk) {
            bytes += chunk.length();
            if (bytes > BYTES) {
                reset(request);
            }
        }
    }
}
