package org.acme.breaker.quarkus.admin;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.acme.breaker.CircuitBreaker;

/** The operations on a breaker that the admin endpoint offers. */
enum Action {
    RESET("reset", CircuitBreaker::reset),
    CLOSE("close", CircuitBreaker::close),
    FORCE_OPEN("force-open", CircuitBreaker::forceOpen),
    DISABLE("disable", CircuitBreaker::disable);

    private final String path;
    private final Consumer<CircuitBreaker> effect;

    Action(String path, Consumer<CircuitBreaker> effect) {
        this.path = path;
        this.effect = effect;
    }

    static Action of(String path) {
        return Arrays.stream(values())
                .filter(action -> action.path.equals(path))
                .findFirst()
                .orElseThrow(Action::unknown);
    }

    void on(CircuitBreaker breaker) {
        effect.accept(breaker);
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
