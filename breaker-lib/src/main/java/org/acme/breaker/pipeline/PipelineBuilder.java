package org.acme.breaker.pipeline;

import static org.acme.breaker.InvalidConfigurationException.requireGiven;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.acme.breaker.CircuitBreaker;
import org.acme.breaker.InvalidConfigurationException;
import org.acme.breaker.Ticker;
import org.acme.breaker.bulkhead.Bulkhead;
import org.acme.breaker.chaos.Chaos;
import org.acme.breaker.hedge.Hedge;
import org.acme.breaker.internal.Durations;
import org.acme.breaker.ratelimit.RateLimiter;
import org.acme.breaker.retry.Retry;
import org.acme.breaker.timeout.Timeout;
import org.acme.breaker.timeout.Timer;
import org.jspecify.annotations.Nullable;

/**
 * Collects the parts of a {@link Pipeline}, in any order: the pipeline has a fixed order of its
 * own. Not thread-safe.
 */
public final class PipelineBuilder {

    final String name;
    Ticker ticker = Ticker.system();
    Timer timer = Timer.shared();
    @Nullable Duration deadline;
    @Nullable Retry retry;
    @Nullable RateLimiter rateLimiter;
    @Nullable CircuitBreaker breaker;
    @Nullable Timeout timeout;
    @Nullable Bulkhead bulkhead;
    @Nullable Hedge hedge;
    @Nullable Chaos chaos;
    @Nullable ContextPropagation context;
    private final List<Placed> strategies = new ArrayList<>();

    /** A strategy of users, outside of all parts from {@code place} on. */
    private record Placed(int place, Strategy strategy) {}

    PipelineBuilder(String name) {
        this.name = requireGiven(name, "name", "a name");
    }

    /**
     * Sets how long all attempts and waits together may take, without the fallback. A blocking call
     * is interrupted when that time is over. Default: no limit.
     */
    public PipelineBuilder deadline(Duration value) {
        Durations.requirePositive("deadline", value);
        deadline = value;
        return this;
    }

    /** Sets the retry of attempts. Default: one attempt. */
    public PipelineBuilder retry(Retry value) {
        retry = requireGiven(value, "retry", "a retry");
        return this;
    }

    /** Starts a further attempt beside a slow one. For reads only. */
    public PipelineBuilder hedge(Hedge value) {
        hedge = requireGiven(value, "hedge", "a hedge");
        return this;
    }

    /** Sets the rate limiter for attempts. Default: none. */
    public PipelineBuilder rateLimiter(RateLimiter value) {
        rateLimiter = requireGiven(value, "rateLimiter", "a rate limiter");
        return this;
    }

    /** Sets the circuit breaker. Default: none. */
    public PipelineBuilder breaker(CircuitBreaker value) {
        breaker = requireGiven(value, "breaker", "a circuit breaker");
        return this;
    }

    /** Sets the timeout of one attempt; it must be shorter than the deadline. Default: none. */
    public PipelineBuilder timeout(Timeout value) {
        timeout = requireGiven(value, "timeout", "a timeout");
        return this;
    }

    /** Sets the bulkhead for attempts. Default: none. */
    public PipelineBuilder bulkhead(Bulkhead value) {
        bulkhead = requireGiven(value, "bulkhead", "a bulkhead");
        return this;
    }

    /** Disturbs a share of the calls, for experiments. */
    public PipelineBuilder chaos(Chaos value) {
        chaos = requireGiven(value, "chaos", "a chaos");
        return this;
    }

    /**
     * Carries the caller's context to the other threads of the pipeline. Default: it isn't carried.
     */
    public PipelineBuilder context(ContextPropagation value) {
        context = requireGiven(value, "context", "a context propagation");
        return this;
    }

    /**
     * Places a strategy of your own directly outside of {@code part}, whether the pipeline has that
     * part or not. Of several at one place, the one that was added first is the outermost.
     */
    public PipelineBuilder before(PipelinePart part, Strategy value) {
        requireGiven(part, "before.part", "a part");
        return place(part.ordinal(), value);
    }

    /**
     * Places a strategy of your own directly inside of {@code part}; otherwise as {@link #before}.
     */
    public PipelineBuilder after(PipelinePart part, Strategy value) {
        requireGiven(part, "after.part", "a part");
        return place(part.ordinal() + 1, value);
    }

    private PipelineBuilder place(int place, Strategy value) {
        strategies.add(new Placed(place, requireGiven(value, "strategy", "a strategy")));
        return this;
    }

    /** Sets the clock and timer, for tests. Default: those of the system. */
    public PipelineBuilder time(Ticker otherTicker, Timer otherTimer) {
        ticker = requireGiven(otherTicker, "ticker", "a ticker");
        timer = requireGiven(otherTimer, "timer", "a timer");
        return this;
    }

    /**
     * Builds the pipeline with these parts.
     *
     * @throws InvalidConfigurationException if the timeout is not shorter than the deadline
     */
    public Pipeline build() {
        InvalidConfigurationException.require(
                deadline == null || timeout == null || timeout.duration().compareTo(deadline) < 0,
                "timeout",
                "shorter than the deadline, otherwise it would never apply",
                timeout == null ? "none" : timeout.duration());
        List<Placed> placed =
                strategies.stream().sorted(Comparator.comparingInt(Placed::place)).toList();
        return section(0, placed, true);
    }

    /**
     * A pipeline of the parts from {@code from} up to the next strategy, and of the rest inside it.
     */
    private Pipeline section(int from, List<Placed> placed, boolean outermost) {
        if (placed.isEmpty()) {
            return new Pipeline(parts(from, Integer.MAX_VALUE, outermost), null);
        }
        Placed next = placed.get(0);
        Pipeline inner = section(next.place(), placed.subList(1, placed.size()), false);
        return new Pipeline(
                parts(from, next.place(), outermost), new Pipeline.Rest(next.strategy(), inner));
    }

    private PipelineBuilder parts(int from, int to, boolean outermost) {
        PipelineBuilder some = new PipelineBuilder(name).time(ticker, timer);
        some.deadline = outermost ? deadline : null;
        some.context = outermost ? context : null;
        some.retry = within(PipelinePart.RETRY, from, to, retry);
        some.hedge = within(PipelinePart.HEDGE, from, to, hedge);
        some.rateLimiter = within(PipelinePart.RATE_LIMITER, from, to, rateLimiter);
        some.breaker = within(PipelinePart.BREAKER, from, to, breaker);
        some.timeout = within(PipelinePart.TIMEOUT, from, to, attemptTimeout());
        some.bulkhead = within(PipelinePart.BULKHEAD, from, to, bulkhead);
        some.chaos = within(PipelinePart.CHAOS, from, to, chaos);
        return some;
    }

    private static <P> @Nullable P within(PipelinePart part, int from, int to, @Nullable P value) {
        return part.ordinal() >= from && part.ordinal() < to ? value : null;
    }

    /** Without a timeout of its own, the deadline is that of the first attempt. */
    private @Nullable Timeout attemptTimeout() {
        return timeout == null && deadline != null ? Timeout.of(name, deadline, timer) : timeout;
    }
}
