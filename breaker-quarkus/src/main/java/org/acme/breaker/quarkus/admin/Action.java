package org.acme.breaker.quarkus.admin;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.acme.breaker.CircuitBreaker;
import org.jspecify.annotations.Nullable;

/** The operations on a breaker that the admin endpoint offers. */
enum Action {
    RESET("reset", true, CircuitBreaker::reset, null),
    CLOSE("close", true, CircuitBreaker::close, null),
    OPEN("open", false, CircuitBreaker::open, CircuitBreaker::open),
    HALF_OPEN("half-open", false, CircuitBreaker::halfOpen, null),
    FORCE_OPEN("force-open", true, CircuitBreaker::forceOpen, CircuitBreaker::forceOpen),
    DISABLE("disable", true, CircuitBreaker::disable, null);

    private final String path;
    private final boolean ofFleets;
    private final Consumer<CircuitBreaker> effect;
    private final @Nullable BiConsumer<CircuitBreaker, Duration> timed;

    Action(
            String path,
            boolean ofFleets,
            Consumer<CircuitBreaker> effect,
            @Nullable BiConsumer<CircuitBreaker, Duration> timed) {
        this.path = path;
        this.ofFleets = ofFleets;
        this.effect = effect;
        this.timed = timed;
    }

    static Action of(String path) {
        return Arrays.stream(values())
                .filter(action -> action.path.equals(path))
                .findFirst()
                .orElseThrow(Action::unknown);
    }

    /** Refuses what this action can't do: last for a time, or reach a whole fleet. */
    void requirePossible(@Nullable Duration time, boolean everywhere) {
        if (time != null && timed == null) {
            throw invalid(path + " takes no time: only open and force-open last for one");
        }
        if (everywhere && (!ofFleets || time != null)) {
            throw invalid(
                    "fleet=true works with reset, close, force-open and disable, without a time");
        }
    }

    /** Acts on a breaker. {@code time}: how long; {@code null}: until something else happens. */
    void on(CircuitBreaker breaker, @Nullable Duration time) {
        BiConsumer<CircuitBreaker, Duration> lasting = timed;
        if (time == null || lasting == null) {
            effect.accept(breaker);
        } else {
            lasting.accept(breaker, time);
        }
    }

    static ProblemException invalid(String detail) {
        return new ProblemException(
                Problem.of(400, "invalid-parameter", "Invalid parameter", detail));
    }

    private static ProblemException unknown() {
        String known =
                Arrays.stream(values())
                        .map(action -> action.path)
                        .collect(Collectors.joining(", "));
        return new ProblemException(
                Problem.of(404, "unknown-action", "Unknown action", "allowed: " + known));
    }
}
