package org.acme.launcher.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlayerTest {

    private static final Terminal PLAIN = new Terminal(Ansi.PLAIN, Terminal.USUAL_COLUMNS);

    private static final String LANES =
            """
            {"at":"2026-01-01T00:00:00Z","unknown":1,"lanes":[
             {"lane":"protected","checkout":{"answeredPercent":100.0,"p99Millis":92.0},
              "products":{"answeredPercent":100.0,"p99Millis":9.0},"breakers":[],
              "pendingPayments":0,"faults":[],"services":{"checkout":"up"}}]}\
            """;
    private static final String RUNNING =
            """
            {"id":"r-1","scenario":"payment-hang","title":"Payment hangs","state":"running","t":1.2,
             "steps":[{"at":1.0,"words":"payment hangs","state":"done","detail":null}],
             "expectations":[],"verdict":null}\
            """;
    private static final String FINISHED =
            """
            {"id":"r-1","scenario":"payment-hang","title":"Payment hangs","state":"%s","t":70.0,
             "steps":[],
             "expectations":[
              {"text":"protected.checkout.answered >= 99.9%%","decides":true,"state":"%s",
               "measured":"100.00 %% (10 of 10)","line":3}],
             "verdict":{"passed":%s,"words":"1 of 1 expectations met",
              "budget":"This cost the protected lane nothing","numbers":[
               {"lane":"protected","operation":"checkout","arrivals":10,"answeredPercent":100.0,
                "outcomes":{"confirmed":9,"pending":1,"error":0},"p50Millis":40.1,"p99Millis":310.0,
                "maxMillis":1702.0}],
              "breakers":[{"lane":"protected","name":"payment","t":16.1,"state":"half_open",
               "why":"waited 5 s"}],
              "rungs":[{"name":"+ breaker","answeredPercent":12.5,"productsP99Millis":21.0,
               "gatewayLoad":0.27,"threadsHeld":6.0}],
              "audit":{"state":"broken","lanes":[
               {"lane":"protected","state":"broken","judgedOrders":10,"reason":null,"invariants":[
                {"name":"one-charge","words":"at most one charge an order","state":"broken",
                 "violations":1,"examples":["o-7"]}]}]}}}\
            """;

    @TempDir private Path reports = Path.of("");
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final AtomicInteger looks = new AtomicInteger();
    private HttpServer server;
    private String secondLook = RUNNING;
    private String lastLook = "";
    private int startStatus = 201;
    private String startBody = RUNNING.replace("running", "preparing");

    PlayerTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    }

    @BeforeEach
    void serve() {
        server.createContext("/api/lanes", exchange -> answer(exchange, 200, LANES));
        server.createContext(
                "/api/scenarios/payment-hang/runs",
                exchange -> answer(exchange, startStatus, startBody));
        server.createContext("/api/runs/r-1", this::answerLook);
        server.start();
    }

    /** The first look fails, the second sees a run under way, the third its end. */
    private void answerLook(HttpExchange exchange) throws IOException {
        switch (looks.incrementAndGet()) {
            case 1 -> answer(exchange, 503, "");
            case 2 -> answer(exchange, 200, secondLook);
            default -> answer(exchange, 200, lastLook);
        }
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private boolean play() throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        return new Player(new ControlRoom(address), out, PLAIN, reports).play("payment-hang");
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    @Test
    void passedRun_isToldFromTitleToVerdict_evenIfOneLookFails() throws Exception {
        lastLook = FINISHED.formatted("passed", "met", "true");

        assertThat(play()).isTrue();

        assertThat(said())
                .contains("Payment hangs")
                .contains("-- payment hangs")
                .contains("This cost the protected lane nothing.")
                .contains("   +1 s  100.0 %   92 ms     9 ms")
                .contains("confirmed 9, pending 1")
                .contains("+ breaker           12.5 %      21 ms           0.27             6")
                .contains("+16.1 s  protected lane: breaker payment half-open: waited 5 s")
                .contains("at most one charge an order: 1 violation, for example o-7")
                .contains("met      protected.checkout.answered >= 99.9%  100.00 % (10 of 10)")
                .endsWith("payment-hang passed: 1 of 1 expectations met" + System.lineSeparator());
        assertThat(reports.resolve("payment-hang-r-1.html")).isNotEmptyFile();
        assertThat(reports.resolve("payment-hang-r-1.json"))
                .content()
                .contains("\"cores\" :", "\"scenario\" : \"payment-hang\"");
    }

    @Test
    void extendedWarmUp_isExplainedOnce_andDoesNotRepeatItsTime() throws Exception {
        lastLook = FINISHED.formatted("passed", "met", "true");
        startBody = RUNNING.replace("running", "warm-up").replace("1.2", "-5.0");
        secondLook = startBody;

        play();

        assertThat(said()).containsOnlyOnce("The warm-up is extended").containsOnlyOnce("   -5 s");
        assertThat(said()).contains("\n   wait  100.0 %");
    }

    @Test
    void failedRun_isFalse() throws Exception {
        lastLook = FINISHED.formatted("failed", "missed", "false");

        assertThat(play()).isFalse();
        assertThat(said()).contains("missed   protected.checkout.answered");
    }

    @Test
    void refusedStart_saysWhatTheControlRoomSays() {
        startStatus = 409;
        startBody = "{\"detail\":\"run r-0 is under way\"}";

        assertThatIOException()
                .isThrownBy(this::play)
                .withMessageContaining("run r-0 is under way");
    }
}
