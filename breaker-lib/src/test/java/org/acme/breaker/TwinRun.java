package org.acme.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.acme.breaker.ReferenceModel.Settings;
import org.acme.breaker.ReferenceModel.Ticket;
import org.acme.breaker.ReferenceModel.Window;
import org.acme.breaker.window.SlidingWindow;

/** One history, played to a breaker and to the model of it. */
final class TwinRun {

    private record InFlight(Permit permit, Ticket ticket) {}

    final ReferenceModel model;
    final CircuitBreaker breaker;
    private final ManualTicker ticker = new ManualTicker();
    private final Settings others;
    private final List<InFlight> inFlight = new ArrayList<>();
    private final Map<CallOutcome, Integer> outcomes = new EnumMap<>(CallOutcome.class);
    private int asked;
    private int rejected;

    TwinRun(Settings settings, Settings others) {
        this.model = new ReferenceModel(settings);
        this.breaker = CircuitBreaker.of("model", config(settings), ticker);
        this.others = others;
        breaker.onCall(
                new CallListener() {
                    @Override
                    public void onCall(CallOutcome outcome, long durationNanos) {
                        outcomes.merge(outcome, 1, Integer::sum);
                    }

                    @Override
                    public void onRejected(RejectionReason reason, boolean enforced) {
                        rejected += enforced ? 1 : 0;
                    }
                });
    }

    /** Every call that was asked for has one outcome, was rejected, or is still in flight. */
    void assertTotalsConserve() {
        int ended = outcomes.values().stream().mapToInt(Integer::intValue).sum();
        assertThat(ended + rejected + inFlight.size()).as("all calls").isEqualTo(asked);
        assertThat(total(CallOutcome.SUCCESS) + total(CallOutcome.SLOW_SUCCESS))
                .as("successes")
                .isEqualTo(model.successes);
        assertThat(total(CallOutcome.FAILURE) + total(CallOutcome.SLOW_FAILURE))
                .as("failures")
                .isEqualTo(model.failures);
        assertThat(total(CallOutcome.IGNORED)).as("ignored").isEqualTo(model.ignored);
        assertThat(total(CallOutcome.LATE_SUCCESS)).isEqualTo(model.lateSuccesses);
        assertThat(total(CallOutcome.LATE_FAILURE)).isEqualTo(model.lateFailures);
        assertThat(rejected).isEqualTo(model.rejected);
    }

    private int total(CallOutcome outcome) {
        return outcomes.getOrDefault(outcome, 0);
    }

    private static CircuitBreakerConfig config(Settings s) {
        CircuitBreakerConfigBuilder config =
                CircuitBreakerConfig.builder()
                        .window(window(s.window()))
                        .minimumCalls(s.minimum())
                        .failureRateThreshold(s.percent())
                        .slowCalls(Duration.ofSeconds(ReferenceModel.SLOW_FROM), s.slowPercent())
                        .consecutiveFailures(s.inARow())
                        .permittedCallsInHalfOpen(s.probes())
                        .successThreshold(s.needed())
                        .openWait(Duration.ofSeconds(ReferenceModel.WAIT))
                        .probeTimeout(Duration.ofSeconds(ReferenceModel.LEASE))
                        .mode(s.dryRun() ? Mode.DRY_RUN : Mode.ENFORCED);
        if (s.ramp()) {
            Duration step = Duration.ofSeconds(ReferenceModel.RAMP_STEP);
            config.ramp(new Ramp(ReferenceModel.RAMP, step, s.rampMinimum()));
        }
        if (s.watched()) {
            config.hangingCalls(Duration.ofSeconds(ReferenceModel.HANGS_FROM));
        }
        return config.build();
    }

    private static SlidingWindow window(Window w) {
        Duration length = Duration.ofSeconds((long) w.size() * w.sliceSeconds());
        return w.timed()
                ? SlidingWindow.lastTime(length, w.size())
                : SlidingWindow.lastCalls(w.size());
    }

    void play(Step step) {
        switch (step) {
            case BEGIN -> begin();
            case SUCCEED -> end(Classification.SUCCESS);
            case FAIL -> end(Classification.FAILURE);
            case IGNORE -> end(Classification.IGNORED);
            case SECOND -> pass(1);
            case SECONDS -> pass(4);
            case CLOCK_BACK -> pass(-3);
            case CLOCK_FAR_BACK -> pass(-100);
            case LOOK -> breaker.poll();
            case RESET -> reset();
            case CLOSE -> go(breaker.close(), BreakerState.CLOSED);
            case OPEN -> go(breaker.open(), BreakerState.OPEN);
            case FORCE_OPEN -> go(breaker.forceOpen(), BreakerState.FORCED_OPEN);
            case DISABLE -> go(breaker.disable(), BreakerState.DISABLED);
            case FLEET_OPEN -> {
                Duration wait = Duration.ofSeconds(ReferenceModel.FLEET_WAIT);
                assertThat(breaker.fleet().open(wait)).isEqualTo(model.openForFleet());
            }
            case FLEET_CLOSE ->
                    assertThat(breaker.fleet().close()).isEqualTo(model.closeForFleet());
            case HOLD_PROBES -> holdProbes(ReferenceModel.HOLD);
            case RELEASE_PROBES -> holdProbes(0);
            case RECONFIGURE -> configure(model.settings.window());
            case CHANGE_WINDOW -> configure(others.window());
        }
    }

    private void begin() {
        asked++;
        Ticket ticket = model.begin();
        Permit permit = breaker.tryAcquire();
        assertThat(permit == null).as("refused").isEqualTo(ticket == null);
        if (permit != null && ticket != null) {
            inFlight.add(new InFlight(permit, ticket));
        }
    }

    private void end(Classification verdict) {
        if (inFlight.isEmpty()) {
            return;
        }
        InFlight oldest = inFlight.remove(0);
        model.end(oldest.ticket(), verdict);
        switch (verdict) {
            case SUCCESS -> oldest.permit().success();
            case FAILURE -> oldest.permit().failure();
            case IGNORED -> oldest.permit().ignore();
        }
    }

    private void pass(int seconds) {
        ticker.advance(Duration.ofSeconds(seconds));
        model.now += seconds;
    }

    private void go(boolean done, BreakerState to) {
        assertThat(done).as("went to %s", to).isEqualTo(model.state != to);
        if (done) {
            model.go(to);
        }
    }

    private void holdProbes(int seconds) {
        breaker.fleet().holdProbes(Duration.ofSeconds(seconds));
        model.holdProbes(seconds);
    }

    private void reset() {
        breaker.reset();
        if (model.state == BreakerState.CLOSED) {
            model.clear();
        } else {
            model.go(BreakerState.CLOSED);
        }
    }

    /** Other thresholds, another mode, and perhaps another window; what is watched stays so. */
    private void configure(Window window) {
        int size = window.size();
        Settings before = model.settings;
        Settings changed =
                new Settings(
                        window,
                        Math.min(others.minimum(), size),
                        others.percent(),
                        others.slowPercent(),
                        others.inARow(),
                        before.probes(),
                        others.needed(),
                        before.ramp(),
                        before.watched(),
                        others.dryRun());
        breaker.configure(config(changed));
        model.reconfigure(changed);
    }
}
