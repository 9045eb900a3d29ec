package org.acme.breaker.quarkus.config;

import static org.acme.breaker.quarkus.config.SettingType.LONG;
import static org.acme.breaker.quarkus.config.SettingType.NUMBER;
import static org.acme.breaker.quarkus.config.SettingType.SWITCH;
import static org.acme.breaker.quarkus.config.SettingType.TIME;
import static org.acme.breaker.quarkus.config.SettingType.WHOLE;
import static org.acme.breaker.quarkus.config.SettingType.WORDS;
import static org.acme.breaker.quarkus.config.SettingType.choice;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.acme.breaker.bulkhead.AdaptiveLimit;
import org.acme.breaker.bulkhead.Bulkhead;
import org.acme.breaker.chaos.Chaos;
import org.acme.breaker.hedge.Hedge;
import org.acme.breaker.pipeline.Pipeline;
import org.acme.breaker.ratelimit.RateLimiter;
import org.acme.breaker.retry.Retry;
import org.acme.breaker.retry.RetryConfig;
import org.acme.breaker.timeout.Timeout;
import org.jspecify.annotations.Nullable;

/** The settings of the other parts of a pipeline. */
final class PartRows {

    private static final String LENGTH = "above 0, at most 365 days";
    private static final String LENGTH_OR_OFF = "0 to 365 days";
    private static final String SHARE = "0 to 1000";
    private static final String MILLION = "1 to 1000000";
    private static final String PERCENT = "0 to 100";
    private static final String LIMIT = "1 to 100000";
    private static final String YES_OR_NO = "`true`, `false`";

    static final Setting<Duration> DEADLINE =
            new Setting<>(
                    "deadline",
                    TIME,
                    "0",
                    LENGTH_OR_OFF,
                    "limits the whole call, retries included; a blocking call is interrupted when"
                            + " the deadline expires");
    static final Setting<Duration> TIMEOUT =
            new Setting<>(
                    "timeout",
                    TIME,
                    "0",
                    "0 to 365 days, shorter than `deadline`",
                    "limits one attempt. Set the client's own connect and read timeout as well;"
                            + " this is the second net");
    static final Setting<Integer> MAX_ATTEMPTS =
            new Setting<>(
                    "retry.max-attempts",
                    WHOLE,
                    "1",
                    "at least 1",
                    "maximum number of attempts, the first one included");
    static final Setting<Duration> BACKOFF =
            new Setting<>(
                    "retry.backoff",
                    TIME,
                    "",
                    LENGTH_OR_OFF,
                    "the wait before the first retry; 100 ms by default, 0: no waits");
    static final Setting<BackoffKind> BACKOFF_KIND =
            new Setting<>(
                    "retry.backoff.kind",
                    choice(BackoffKind.class),
                    "",
                    "`random-exponential`, `exponential`, `linear`, `fixed`, `random`",
                    "how waits grow: `random-exponential` (the default) waits a random time below"
                            + " a limit that doubles; `exponential` multiplies by"
                            + " `retry.backoff.factor`; `linear` adds `retry.backoff.step`;"
                            + " `random` waits between `retry.backoff` and `retry.max-backoff`");
    static final Setting<Double> BACKOFF_FACTOR =
            new Setting<>(
                    "retry.backoff.factor",
                    NUMBER,
                    "",
                    "1 to 100",
                    "for `exponential`: multiplies the wait with each further retry; 2 by default");
    static final Setting<Duration> BACKOFF_STEP =
            new Setting<>(
                    "retry.backoff.step",
                    TIME,
                    "",
                    LENGTH,
                    "for `linear`: added to the wait with each further retry; `retry.backoff` by"
                            + " default");
    static final Setting<Double> BACKOFF_JITTER =
            new Setting<>(
                    "retry.backoff.jitter",
                    NUMBER,
                    "",
                    "0 to 1",
                    "for `exponential`, `linear` and `fixed`: share by which a wait is randomly"
                            + " shortened; 0 by default");
    static final Setting<Duration> MAX_BACKOFF =
            new Setting<>(
                    "retry.max-backoff",
                    TIME,
                    "",
                    "at least `retry.backoff`",
                    "longest wait before any retry; 2 s by default");
    static final Setting<Duration> MAX_DURATION =
            new Setting<>(
                    "retry.max-duration",
                    TIME,
                    "",
                    LENGTH,
                    "limits all attempts together; 30 s by default");
    static final Setting<Boolean> FAIL_ON_RESULT =
            new Setting<>(
                    "retry.fail-on-unwanted-result",
                    SWITCH,
                    "",
                    YES_OR_NO,
                    "whether a call fails if its last attempt returned a result that is retried;"
                            + " `false` by default: the caller gets that result");
    static final Setting<Double> RETRY_BUDGET =
            new Setting<>(
                    "retry.budget.percent",
                    NUMBER,
                    "",
                    SHARE,
                    "retries as a percentage of the calls: when everything fails, the load on the"
                            + " dependency grows by this percentage and not by a multiple");
    static final Setting<Integer> RETRY_RESERVE =
            new Setting<>(
                    "retry.budget.reserve",
                    WHOLE,
                    "",
                    MILLION,
                    "number of retries that can be saved up; 10 by default");
    static final Setting<Duration> HEDGE_DELAY =
            new Setting<>(
                    "hedge.delay",
                    TIME,
                    "0",
                    LENGTH_OR_OFF,
                    "an attempt that takes longer gets another one beside it, and the first good"
                            + " answer wins. For reads only");
    static final Setting<Integer> HEDGE_ATTEMPTS =
            new Setting<>(
                    "hedge.max-attempts",
                    WHOLE,
                    "",
                    "1 to 10",
                    "attempts of a hedged call, the first one included; 2 by default");
    static final Setting<Double> HEDGE_BUDGET =
            new Setting<>(
                    "hedge.budget.percent",
                    NUMBER,
                    "",
                    SHARE,
                    "further attempts as a percentage of the calls; 10 by default");
    static final Setting<Integer> HEDGE_RESERVE =
            new Setting<>(
                    "hedge.budget.reserve",
                    WHOLE,
                    "",
                    MILLION,
                    "number of further attempts that can be saved up; 10 by default");
    static final Setting<Integer> HEDGE_THREADS =
            new Setting<>(
                    "hedge.threads",
                    WHOLE,
                    "",
                    "1 to 1000",
                    "threads that make the attempts of blocking calls; 20 by default");
    static final Setting<Integer> MAX_CONCURRENT =
            new Setting<>(
                    "bulkhead.max-concurrent",
                    WHOLE,
                    "0",
                    "at least 0",
                    "calls in flight at once; of an adaptive bulkhead, where it starts");
    static final Setting<Duration> MAX_WAIT =
            new Setting<>(
                    "bulkhead.max-wait",
                    TIME,
                    "",
                    "0 to one day",
                    "how long a call, blocking or asynchronous, waits for a permit, first come,"
                            + " first served; 0 by default");
    static final Setting<Integer> MAX_WAITING =
            new Setting<>(
                    "bulkhead.max-waiting",
                    WHOLE,
                    "",
                    "at least 0",
                    "how many calls may wait at once; 1,000 by default. A call beyond that is"
                            + " rejected at once. Each waiting call keeps its request in memory, a"
                            + " blocking one also its thread");
    static final Setting<Integer> ADAPTIVE_MAX =
            new Setting<>(
                    "bulkhead.adaptive.max",
                    WHOLE,
                    "0",
                    "0 to 100000",
                    "makes the bulkhead adaptive: its limit follows what the dependency can take,"
                            + " up to this number of calls");
    static final Setting<Integer> ADAPTIVE_MIN =
            new Setting<>(
                    "bulkhead.adaptive.min", WHOLE, "", LIMIT, "its lowest limit; 2 by default");
    static final Setting<Double> ADAPTIVE_TOLERANCE =
            new Setting<>(
                    "bulkhead.adaptive.tolerance",
                    NUMBER,
                    "",
                    "1 to 10",
                    "factor by which the latency may exceed that of the idle dependency before the"
                            + " limit falls; 1.1 by default. A latency that varies by itself needs"
                            + " more");
    static final Setting<Duration> ADAPTIVE_WINDOW =
            new Setting<>(
                    "bulkhead.adaptive.window",
                    TIME,
                    "",
                    "above 0, shorter than `bulkhead.adaptive.baseline-every`",
                    "it decides once in this time; 200 ms by default");
    static final Setting<Integer> ADAPTIVE_CALLS =
            new Setting<>(
                    "bulkhead.adaptive.window-calls",
                    WHOLE,
                    "",
                    "at least 1",
                    "and only after this number of calls; 10 by default");
    static final Setting<Duration> ADAPTIVE_BASELINE =
            new Setting<>(
                    "bulkhead.adaptive.baseline-every",
                    TIME,
                    "",
                    "longer than `bulkhead.adaptive.window`",
                    "how often it halves the limit for one window to measure the latency of the"
                            + " idle dependency; 30 s by default");
    static final Setting<Long> PERMITS =
            new Setting<>(
                    "rate-limit.permits",
                    LONG,
                    "0",
                    "at least 0",
                    "attempts allowed in each `rate-limit.per`");
    static final Setting<Duration> PER =
            new Setting<>("rate-limit.per", TIME, "", LENGTH, "1 s by default");
    static final Setting<Integer> BURST =
            new Setting<>(
                    "rate-limit.burst",
                    WHOLE,
                    "",
                    "at least 1",
                    "attempts allowed at once; all of them by default");
    static final Setting<Duration> RATE_WAIT =
            new Setting<>(
                    "rate-limit.max-wait",
                    TIME,
                    "",
                    "0 to one day",
                    "how long an attempt waits for its turn, in order of arrival; 0 by default. One"
                            + " that would wait longer, or past its deadline, is rejected at once");
    static final Setting<Double> CHAOS_FAULTS =
            new Setting<>(
                    "chaos.faults",
                    NUMBER,
                    "0",
                    PERCENT,
                    "percentage of the attempts that fail as if the connection was refused");
    static final Setting<Double> CHAOS_LATENCY =
            new Setting<>(
                    "chaos.latency",
                    NUMBER,
                    "0",
                    PERCENT,
                    "percentage of the attempts that begin after `chaos.delay`");
    static final Setting<Duration> CHAOS_DELAY =
            new Setting<>("chaos.delay", TIME, "", LENGTH, "that delay; 1 s by default");
    static final Setting<Long> CHAOS_SEED =
            new Setting<>(
                    "chaos.seed",
                    LONG,
                    "",
                    "any whole number",
                    "draws the same sequence in every run; another one each time by default");
    static final Setting<Boolean> CHAOS_ENABLED =
            new Setting<>(
                    "chaos.enabled",
                    SWITCH,
                    "",
                    YES_OR_NO,
                    "whether chaos disturbs calls from the start; `false` by default");
    static final Setting<Boolean> CONTEXT =
            new Setting<>(
                    "context-propagation",
                    SWITCH,
                    "",
                    YES_OR_NO,
                    "whether later attempts and continuations see the caller's context (request,"
                            + " security, transaction); by default only if the pipeline hedges");
    static final Setting<Boolean> FALLBACK =
            new Setting<>(
                    "fallback.enabled",
                    SWITCH,
                    "false",
                    YES_OR_NO,
                    "whether the fallbacks of this name answer; `true` by default. What they answer"
                            + " is code");
    static final Setting<List<String>> FALLBACK_KINDS =
            new Setting<>(
                    "fallback.kinds",
                    WORDS,
                    "",
                    "words of a-z, 0-9 and _",
                    "names of the fallbacks in metrics, so that their counters exist, at 0, before"
                            + " the first use");

    /** All settings of the parts, in the order of the documentation. */
    static final List<Row<?>> ALL =
            List.of(
                    shown(DEADLINE, pipeline -> pipeline.deadline()),
                    shown(TIMEOUT, pipeline -> pipeline.timeout().map(Timeout::duration)),
                    live(
                            MAX_ATTEMPTS,
                            Pipeline::retry,
                            retry -> retry.config().maxAttempts(),
                            PartRows::attempts),
                    fixed(BACKOFF),
                    fixed(BACKOFF_KIND),
                    fixed(BACKOFF_FACTOR),
                    fixed(BACKOFF_STEP),
                    fixed(BACKOFF_JITTER),
                    fixed(MAX_BACKOFF),
                    shown(
                            MAX_DURATION,
                            pipeline ->
                                    pipeline.retry().map(retry -> retry.config().maxDuration())),
                    fixed(FAIL_ON_RESULT),
                    fixed(RETRY_BUDGET),
                    fixed(RETRY_RESERVE),
                    live(HEDGE_DELAY, Pipeline::hedge, Hedge::delay, PartRows::delay),
                    shown(HEDGE_ATTEMPTS, pipeline -> pipeline.hedge().map(Hedge::maxAttempts)),
                    fixed(HEDGE_BUDGET),
                    fixed(HEDGE_RESERVE),
                    fixed(HEDGE_THREADS),
                    live(PERMITS, Pipeline::rateLimiter, RateLimiter::permits, PartRows::permits),
                    shown(PER, pipeline -> pipeline.rateLimiter().map(RateLimiter::per)),
                    shown(BURST, pipeline -> pipeline.rateLimiter().map(RateLimiter::burst)),
                    shown(RATE_WAIT, pipeline -> pipeline.rateLimiter().map(RateLimiter::maxWait)),
                    live(
                            MAX_CONCURRENT,
                            Pipeline::bulkhead,
                            Bulkhead::maxConcurrent,
                            PartRows::places),
                    fixed(MAX_WAIT),
                    shown(MAX_WAITING, pipeline -> pipeline.bulkhead().map(Bulkhead::maxWaiting)),
                    shown(ADAPTIVE_MAX, pipeline -> adaptive(pipeline).map(AdaptiveLimit::max)),
                    shown(ADAPTIVE_MIN, pipeline -> adaptive(pipeline).map(AdaptiveLimit::min)),
                    fixed(ADAPTIVE_TOLERANCE),
                    fixed(ADAPTIVE_WINDOW),
                    fixed(ADAPTIVE_CALLS),
                    fixed(ADAPTIVE_BASELINE),
                    fixed(CHAOS_FAULTS),
                    fixed(CHAOS_LATENCY),
                    fixed(CHAOS_DELAY),
                    fixed(CHAOS_SEED),
                    new Row<>(
                            CHAOS_ENABLED,
                            pipeline -> pipeline.chaos().map(Chaos::isEnabled),
                            new LivePart<>(CHAOS_ENABLED, Pipeline::chaos, PartRows::turn, false)),
                    fixed(CONTEXT),
                    fixed(FALLBACK),
                    fixed(FALLBACK_KINDS));

    private PartRows() {}

    /**
     * One setting of a part.
     *
     * @param shown its value in effect; empty if it is off or not known
     * @param live how it changes at run time; null if it can't
     */
    record Row<T>(
            Setting<T> setting,
            Function<Pipeline, Optional<?>> shown,
            @Nullable LivePart<?, T> live) {}

    private static <T> Row<T> fixed(Setting<T> setting) {
        return shown(setting, pipeline -> Optional.empty());
    }

    private static <T> Row<T> shown(Setting<T> setting, Function<Pipeline, Optional<?>> shown) {
        return new Row<>(setting, shown, null);
    }

    private static <P, T> Row<T> live(
            Setting<T> setting,
            Function<Pipeline, Optional<P>> part,
            Function<P, T> shown,
            LivePart.Change<P, T> change) {
        return new Row<>(
                setting,
                pipeline -> part.apply(pipeline).map(shown),
                new LivePart<>(setting, part, change, null));
    }

    private static Runnable attempts(Retry retry, int most) {
        RetryConfig changed = retry.config().toBuilder().maxAttempts(most).build();
        return () -> retry.configure(changed);
    }

    private static Runnable delay(Hedge hedge, Duration delay) {
        Hedge.builder(hedge.name()).delay(delay);
        return () -> hedge.delay(delay);
    }

    private static Runnable places(Bulkhead bulkhead, int most) {
        bulkhead.requireSize(most);
        return () -> bulkhead.resize(most);
    }

    /** The burst keeps its ratio to the permits. */
    private static Runnable permits(RateLimiter limiter, long permits) {
        long burst = Math.max(1, permits * limiter.burst() / Math.max(1, limiter.permits()));
        int most = (int) Math.min(burst, Integer.MAX_VALUE);
        limiter.requireRate(permits, limiter.per(), most);
        return () -> limiter.configure(permits, limiter.per(), most);
    }

    private static Optional<AdaptiveLimit> adaptive(Pipeline pipeline) {
        return pipeline.bulkhead().flatMap(Bulkhead::adaptiveLimit);
    }

    private static Runnable turn(Chaos chaos, boolean on) {
        return on ? chaos::enable : chaos::disable;
    }
}
