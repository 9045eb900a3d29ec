package org.acme.breaker.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.acme.breaker.redis.fleet.Answer;
import org.acme.breaker.redis.fleet.Consensus;
import org.acme.breaker.redis.fleet.Consensus.Phase;
import org.acme.breaker.redis.fleet.FleetAction;
import org.acme.breaker.redis.fleet.FleetRefusedException;
import org.acme.breaker.redis.fleet.FleetStore;
import org.acme.breaker.redis.fleet.Opinion;
import org.acme.breaker.redis.fleet.Opinion.WindowShare;
import org.acme.breaker.redis.fleet.Report;
import org.jspecify.annotations.Nullable;

/**
 * The store on Redis 5 or newer, or Valkey: one call of one script for each report. Never blocks.
 * One call is under way at a time: what is asked while a server is silent is not queued for it, so
 * that a server which wakes up finds one old report and not a hundred.
 */
final class RedisFleetStore implements FleetStore {

    private static final String SCRIPT = script();

    private final Redis redis;
    private final String fleet;

    /** The digest of the script; {@code null} until the server has told it. */
    private final AtomicReference<@Nullable String> digest = new AtomicReference<>();

    private final AtomicReference<@Nullable Future<?>> underWay = new AtomicReference<>();

    RedisFleetStore(Redis redis, String fleet) {
        this.redis = redis;
        this.fleet = fleet;
    }

    static String script() {
        try (InputStream script = RedisFleetStore.class.getResourceAsStream("fleet.lua")) {
            if (script == null) {
                throw new IllegalStateException("fleet.lua is not in the jar");
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public CompletionStage<Answer> exchange(Report report) {
        Future<?> before = underWay.get();
        if (before != null && !before.isComplete()) {
            return CompletableFuture.failedFuture(
                    new FleetRefusedException("the server has not answered an earlier report"));
        }
        Future<Answer> answer =
                call(report)
                        .map(response -> answer(response, report))
                        .recover(
                                thrown ->
                                        Future.failedFuture(StoreFailures.explain(thrown, fleet)));
        underWay.set(answer);
        return answer.toCompletionStage();
    }

    private Future<Response> call(Report report) {
        String known = digest.get();
        if (known == null) {
            return load().compose(sha -> redis.send(request(Command.EVALSHA, sha, report)));
        }
        return redis.send(request(Command.EVALSHA, known, report))
                .recover(
                        thrown ->
                                String.valueOf(thrown.getMessage()).startsWith("NOSCRIPT")
                                        ? redis.send(request(Command.EVAL, SCRIPT, report))
                                        : Future.failedFuture(thrown));
    }

    private Future<String> load() {
        return redis.send(Request.cmd(Command.SCRIPT).arg("LOAD").arg(SCRIPT))
                .map(Response::toString)
                .onSuccess(digest::set);
    }

    private Request request(Command command, String script, Report report) {
        Request request = Request.cmd(command).arg(script);
        request.arg(report.opinions().size() + 1L);
        String prefix = "breaker-fleet:{" + fleet + "}:";
        request.arg(prefix + "replicas");
        report.opinions().forEach(opinion -> request.arg(prefix + "breaker:" + opinion.breaker()));
        arguments(report).forEach(request::arg);
        return request;
    }

    /** What the script finds in {@code ARGV}. */
    static List<String> arguments(Report report) {
        Report.Limits limits = report.limits();
        List<String> all = new ArrayList<>();
        all.add(report.replica());
        all.add(report.application());
        for (long number :
                new long[] {
                    report.sequence(),
                    limits.goneMillis(),
                    limits.leaseMillis(),
                    limits.turnMillis(),
                    limits.tickMillis(),
                    limits.votes()
                }) {
            all.add(Long.toString(number));
        }
        report.opinions().forEach(opinion -> all.addAll(arguments(opinion)));
        return all;
    }

    private static List<String> arguments(Opinion opinion) {
        WindowShare window = opinion.window();
        return List.of(
                Long.toString(opinion.epoch()),
                opinion.joined() ? "1" : "0",
                opinion.vote() ? "1" : "0",
                Long.toString(opinion.remainingMillis()),
                opinion.turn().label(),
                Long.toString(opinion.term()),
                Long.toString(window.calls()),
                Long.toString(window.failures()),
                Long.toString(window.slow()),
                Long.toString(opinion.actionNumber()),
                opinion.action().label(),
                opinion.requestId(),
                opinion.request().label());
    }

    static Answer answer(Response response, Report report) {
        List<Consensus> breakers = new ArrayList<>();
        for (int i = 0; i < report.opinions().size(); i++) {
            breakers.add(consensus(response.get(i + 2)));
        }
        return new Answer(response.get(0).toInteger(), response.get(1).toInteger(), breakers);
    }

    private static Consensus consensus(Response of) {
        Phase phase =
                switch (of.get(1).toInteger()) {
                    case 1 -> Phase.OPEN;
                    case 2 -> Phase.CLOSED;
                    default -> Phase.NONE;
                };
        return new Consensus(
                of.get(0).toLong(),
                phase,
                of.get(2).toLong(),
                of.get(3).toInteger(),
                of.get(4).toString(),
                of.get(5).toLong(),
                of.get(6).toLong(),
                FleetAction.of(of.get(7).toString()),
                new WindowShare(of.get(8).toLong(), of.get(9).toLong(), of.get(10).toLong()),
                of.get(11).toInteger());
    }
}
