package org.acme.breaker.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.acme.breaker.redis.fleet.Answer;
import org.acme.breaker.redis.fleet.FleetAction;
import org.acme.breaker.redis.fleet.ModelStore;
import org.acme.breaker.redis.fleet.Opinion;
import org.acme.breaker.redis.fleet.Opinion.WindowShare;
import org.acme.breaker.redis.fleet.Report;
import org.acme.breaker.redis.fleet.Report.Limits;
import org.acme.breaker.redis.fleet.Turn;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The script on a real server and the model that the simulation uses answer alike. */
class ScriptTest {

    private static final Limits LIMITS = new Limits(2_000, 1_000, 2_000, 250, 0);
    private static final String CLOCK = "redis.call('TIME')";

    private static Vertx vertx = Vertx.vertx();
    private static RedisProcess server;
    private static Redis redis;

    @BeforeAll
    static void start() throws Exception {
        server = new RedisProcess();
        redis = Redis.createClient(vertx, server.url());
        await().ignoreExceptions()
                .until(() -> send(Request.cmd(Command.PING)).toString().equals("PONG"));
    }

    @AfterAll
    static void stop() {
        redis.close();
        server.close();
        vertx.close();
    }

    @Test
    void scriptAndModel_answerAlike_whateverIsReported() throws Exception {
        for (int seed = 0; seed < 20; seed++) {
            compare(seed, 150);
        }
    }

    private static void compare(int seed, int reports) throws Exception {
        send(Request.cmd(Command.FLUSHALL));
        Random random = new Random(seed);
        ModelStore model = new ModelStore();
        long[] sequences = new long[3];
        for (int i = 0; i < reports; i++) {
            model.advance(pause(random));
            int replica = random.nextInt(3);
            long sequence = sequences[replica] + (random.nextInt(12) == 0 ? 0 : 1);
            sequences[replica] = sequence;
            Report report = report(random, "r" + replica, sequence);
            Answer expected = model.exchange(report);
            assertThat(onTheServer(report, model.now()))
                    .as("report %d of seed %d: %s", i, seed, report)
                    .isEqualTo(expected);
        }
    }

    /** Mostly a tick; now and then a silence, or a clock that jumps. */
    private static long pause(Random random) {
        return switch (random.nextInt(40)) {
            case 0 -> 3_600_000;
            case 1 -> -3_600_000;
            case 2, 3 -> 1_500 + random.nextInt(1_500);
            default -> random.nextInt(200);
        };
    }

    private static Report report(Random random, String replica, long sequence) {
        List<Opinion> opinions = new ArrayList<>();
        for (String breaker : List.of("payment", "http://inventory:8080")) {
            opinions.add(opinion(random, breaker));
        }
        return new Report(replica, "checkout", sequence, LIMITS, opinions);
    }

    /** Any combination, also those that no replica would say. */
    private static Opinion opinion(Random random, String breaker) {
        WindowShare window =
                random.nextBoolean()
                        ? WindowShare.NONE
                        : new WindowShare(random.nextInt(9), random.nextInt(3), random.nextInt(2));
        boolean requests = random.nextInt(25) == 0;
        FleetAction action = FleetAction.values()[random.nextInt(5)];
        return new Opinion(
                breaker,
                random.nextInt(3) == 0 ? random.nextInt(8) : latest,
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextInt(1_000),
                Turn.values()[random.nextInt(5)],
                random.nextInt(4),
                window,
                random.nextInt(20) == 0 ? random.nextInt(6) : 0,
                action,
                requests ? "request-" + random.nextInt(6) : "",
                requests ? action : FleetAction.NONE);
    }

    /** The epoch of the last answer: most replicas know it. */
    private static long latest;

    private static Answer onTheServer(Report report, long now) throws Exception {
        Request request =
                Request.cmd(Command.EVAL).arg(scriptWithAClock()).arg(report.opinions().size() + 1);
        request.arg("replicas");
        report.opinions().forEach(opinion -> request.arg(opinion.breaker()));
        RedisFleetStore.arguments(report).forEach(request::arg);
        request.arg(now / 1_000).arg(now % 1_000 * 1_000);
        Answer answer = RedisFleetStore.answer(send(request), report);
        latest = answer.breakers().get(0).epoch();
        return answer;
    }

    private static String scriptWithAClock() {
        String script = RedisFleetStore.script();
        assertThat(script.split(java.util.regex.Pattern.quote(CLOCK), -1)).hasSize(2);
        return script.replace(CLOCK, "{ARGV[#ARGV - 1], ARGV[#ARGV]}");
    }

    private static Response send(Request request) throws Exception {
        return redis.send(request)
                .toCompletionStage()
                .toCompletableFuture()
                .get(5, TimeUnit.SECONDS);
    }
}
