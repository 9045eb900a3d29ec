package org.acme.workshop.control;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.concurrent.TimeUnit;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;
import org.jboss.resteasy.reactive.server.vertx.VertxResteasyReactiveRequestContext;

/**
 * Writes a {@link HistoryAnswer} without copying it, and detects when its last byte has been sent.
 * A reader that takes too long for that is disconnected, so that none blocks others forever.
 */
@Provider
public class HistoryWriter implements ServerMessageBodyWriter<HistoryAnswer> {

    /** Enough for the whole history, 1.3 MB, over a crowded Wi-Fi. */
    private static final long PATIENCE_MILLIS = TimeUnit.SECONDS.toMillis(20);

    @Override
    public boolean isWriteable(
            Class<?> type, Type generic, ResteasyReactiveResourceInfo target, MediaType mediaType) {
        return type == HistoryAnswer.class;
    }

    @Override
    public boolean isWriteable(
            Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return type == HistoryAnswer.class;
    }

    @Override
    public void writeResponse(HistoryAnswer answer, Type generic, ServerRequestContext context) {
        RoutingContext exchange =
                ((VertxResteasyReactiveRequestContext) context.serverResponse())
                        .unwrap(RoutingContext.class);
        HttpServerResponse response = exchange.response();
        Vertx vertx = exchange.vertx();
        long timer =
                vertx.setTimer(PATIENCE_MILLIS, due -> exchange.request().connection().close());
        response.end(Buffer.buffer(answer.pictures()))
                .onComplete(
                        written -> {
                            vertx.cancelTimer(timer);
                            answer.done().run();
                        });
    }

    @Override
    public void writeTo(
            HistoryAnswer answer,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream stream)
            throws IOException {
        try {
            answer.pictures().readBytes(stream, answer.pictures().readableBytes());
        } finally {
            answer.done().run();
        }
    }
}
