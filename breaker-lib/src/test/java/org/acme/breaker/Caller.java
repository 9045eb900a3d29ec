package org.acme.breaker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.acme.breaker.CircuitBreakerEvent.Transition;

/** A breaker, its clock and somebody who calls: what every rule's test begins with. */
final class Caller {

    static final class Down extends Exception {
        private static final long serialVersionUID = 1L;
    }

    final ManualTicker ticker = new ManualTicker();
    final CircuitBreaker breaker;
    final List<CircuitBreakerEvent> events = new ArrayList<>();

    private Caller(CircuitBreakerConfig config) {
        breaker = CircuitBreaker.of("payment", config, ticker);
        breaker.onEvent(events::add);
    }

    static Caller of(CircuitBreakerConfigBuilder config) {
        return new Caller(config.build());
    }

    Caller succeed(int times) {
        for (int i = 0; i < times; i++) {
            breaker.call(() -> "fine");
        }
        return this;
    }

    Caller fail(int times) {
        for (int i = 0; i < times; i++) {
            try {
                breaker.run(
                        () -> {
                            throw new Down();
                        });
            } catch (Down expected) {
                // As every caller of something that is down.
            }
        }
        return this;
    }

    Caller succeedSlowly(int times, Duration each) {
        for (int i = 0; i < times; i++) {
            breaker.run(() -> ticker.advance(each));
        }
        return this;
    }

    Caller failSlowly(int times, Duration each) {
        for (int i = 0; i < times; i++) {
            Permit permit = breaker.acquire();
            ticker.advance(each);
            permit.failure();
        }
        return this;
    }

    Caller pass(Duration time) {
        ticker.advance(time);
        return this;
    }

    boolean isPermitted() {
        Permit permit = breaker.tryAcquire();
        if (permit != null) {
            permit.ignore();
        }
        return permit != null;
    }

    /** Opens by hand as many do by failing: with failures in a row far above any minimum. */
    Caller open() {
        while (breaker.state() == BreakerState.CLOSED) {
            fail(1);
        }
        return this;
    }

    List<Transition> transitions() {
        return events.stream()
                .filter(Transition.class::isInstance)
                .map(Transition.class::cast)
                .toList();
    }

    Transition lastTransition() {
        List<Transition> all = transitions();
        return all.get(all.size() - 1);
    }
}
