package org.acme.workshop.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.acme.workshop.lane.Lane;
import org.acme.workshop.lane.Service;
import org.acme.workshop.lane.ServiceClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reads scripted pages over HTTP. What the reader says of its progress decides every verdict. */
class BookReaderTest {

    private static final Vertx VERTX = Vertx.vertx();

    private final ManualClock clock = new ManualClock();
    private final Instant asked = clock.instant();
    private final Queue<String> script = new ArrayDeque<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private BookReader reader;

    @BeforeEach
    void open() throws Exception {
        server =
                VERTX.createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                        .requestHandler(this::answer)
                        .listen()
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get(10, TimeUnit.SECONDS);
        String address = "http://127.0.0.1:" + server.actualPort();
        ServiceClient services =
                new ServiceClient(VERTX, AuditedShop.lanesConfig(Collections.nCopies(3, address)));
        reader = new BookReader(services, Lane.PROTECTED, Service.INVENTORY, 7, clock);
    }

    @AfterEach
    void stop() throws Exception {
        server.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @AfterAll
    static void close() throws Exception {
        VERTX.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    /** A body, or a number: a status without one. Nothing left to say breaks the connection. */
    private void answer(HttpServerRequest request) {
        requests.add(request.uri());
        String next = script.poll();
        if (next == null) {
            request.connection().close();
        } else if (next.startsWith("{")) {
            request.response().end(next);
        } else {
            request.response().setStatusCode(Integer.parseInt(next)).end();
        }
    }

    private static String page(
            String next, boolean more, boolean complete, Instant horizon, Instant... lines) {
        JsonArray items = new JsonArray();
        for (Instant line : lines) {
            items.add(
                    new JsonObject()
                            .put("type", "stock")
                            .put("sku", "TEA-001")
                            .put("stock", 1)
                            .put("changedAt", line.toString()));
        }
        return new JsonObject()
                .put("items", items)
                .put("next", next)
                .put("more", more)
                .put("complete", complete)
                .put("horizon", horizon.toString())
                .encode();
    }

    @Test
    void lastPage_isReadUpToItsHorizon() throws Exception {
        script.add(page("7-1", false, false, asked.minusSeconds(3), asked.minusSeconds(9)));

        assertThat(reader.nextPage()).hasSize(1);

        assertThat(reader.readUpTo())
                .as("an open transaction hides what follows")
                .isEqualTo(asked.minusSeconds(3));
        assertThat(reader.position()).isEqualTo(asked.minusSeconds(3));
        assertThat(reader.atEnd()).isTrue();
        assertThat(reader.complete()).isFalse();
        assertThat(reader.trouble()).isNull();
    }

    /** The service's clock may be ahead of ours. */
    @Test
    void horizonBehindTheQuestion_isCutToTheQuestion() throws Exception {
        script.add(page("7-1", false, true, asked.plusSeconds(60)));

        reader.nextPage();

        assertThat(reader.readUpTo()).isEqualTo(asked);
        assertThat(reader.complete()).isTrue();
    }

    /** Lines come in the order of their transactions; a line may be older than the one before. */
    @Test
    void pageBeforeTheLast_isReadUpToItsYoungestLine_lessTheLongestTransaction() throws Exception {
        Instant youngest = asked.minusSeconds(60);
        script.add(page("7-1", true, false, asked, youngest, youngest.minusSeconds(4)));

        reader.nextPage();

        assertThat(reader.position()).isEqualTo(youngest);
        assertThat(reader.readUpTo()).isEqualTo(youngest.minusSeconds(10));
        assertThat(reader.atEnd()).isFalse();
    }

    @Test
    void progress_neverGoesBack() throws Exception {
        script.add(page("7-1", false, true, asked.minusSeconds(3)));
        script.add(page("7-2", false, true, asked.minusSeconds(30)));
        script.add(page("7-3", true, false, asked, asked.minusSeconds(90)));

        for (int i = 0; i < 3; i++) {
            reader.nextPage();
            assertThat(reader.readUpTo()).isEqualTo(asked.minusSeconds(3));
        }
    }

    @Test
    void trouble_readsNothing_andTheSamePageIsAskedForAgain() throws Exception {
        script.add(page("7-1 &x", false, true, asked));
        script.add("503");
        script.add("{}");
        reader.nextPage();
        Instant before = reader.readUpTo();

        assertThat(reader.nextPage()).isEmpty();
        assertThat(reader.trouble()).isEqualTo("inventory's audit answered 503");
        assertThat(reader.atEnd()).isFalse();
        assertThat(reader.complete()).isFalse();
        assertThat(reader.nextPage()).isEmpty();
        assertThat(reader.trouble()).isEqualTo("inventory's audit has no more");
        assertThat(reader.nextPage()).isEmpty();
        assertThat(reader.trouble()).isEqualTo("inventory doesn't tell its books");

        assertThat(reader.readUpTo()).isEqualTo(before);
        assertThat(requests)
                .startsWith("/audit?limit=7", "/audit?limit=7&since=7-1+%26x")
                .allMatch(uri -> uri.equals(requests.get(0)) || uri.equals(requests.get(1)));
        script.add(page("7-2", false, true, asked));
        reader.nextPage();
        assertThat(reader.trouble()).isNull();
    }

    /** No answer isn't the answer that there is nothing. */
    @Test
    void linesOfOrders_areUnknown_onTrouble() throws Exception {
        script.add("{\"items\":[]}");
        script.add("500");

        assertThat(reader.linesOf(List.of("o1", "o2"))).isEmpty();
        assertThat(reader.linesOf(List.of("o1"))).isNull();

        assertThat(reader.trouble()).isEqualTo("inventory's audit answered 500");
        assertThat(requests).containsExactly("/audit/orders?ids=o1,o2", "/audit/orders?ids=o1");
    }
}
