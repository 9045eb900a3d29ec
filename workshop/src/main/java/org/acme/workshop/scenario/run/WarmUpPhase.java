package org.acme.workshop.scenario.run;

import java.time.Duration;
import java.time.Instant;
import org.acme.workshop.Ticker;
import org.acme.workshop.lane.Watch;
import org.acme.workshop.scenario.file.Scenario;
import org.acme.workshop.scenario.file.Setting;
import org.acme.workshop.scenario.judge.RunClock;
import org.acme.workshop.scenario.run.ScenarioActions.StepFailedException;
import org.acme.workshop.traffic.Traffic;
import org.acme.workshop.traffic.Traffic.Rate;

/**
 * Runs the phase before t = 0: restores the normal state, then raises the traffic until both lanes
 * answer steadily. So a run begins with closed breakers and empty windows, even on a slow machine.
 */
final class WarmUpPhase {

    private static final Duration CATALOGUE_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration LONGEST_EXTRA = Duration.ofSeconds(40);
    private static final Duration LONGEST_LOOK_AWAY = Duration.ofSeconds(3);
    private static final Duration LOOK = Duration.ofMillis(500);

    private final Run run;
    private final Scenario scenario;
    private final ScenarioActions actions;
    private final Ticker ticker;
    private final Traffic traffic;
    private final SteadyState steadyState;
    private long extra; // nanoseconds that the warm-up has lasted longer than planned

    WarmUpPhase(Run run, ScenarioActions actions, Ticker ticker, Traffic traffic, Watch watch) {
        this.run = run;
        this.scenario = run.scenario();
        this.actions = actions;
        this.ticker = ticker;
        this.traffic = traffic;
        this.steadyState = new SteadyState(ticker, traffic, watch);
    }

    void play() throws InterruptedException, StepFailedException {
        prepare();
        warmUp();
    }

    private Rate rate(double share) {
        return new Rate(scenario.arrivalsPerSecond() * share, scenario.checkoutShare());
    }

    private void prepare() throws InterruptedException, StepFailedException {
        actions.endFaults();
        actions.restore(Setting.GATEWAY);
        actions.restore(Setting.HABITS);
        actions.resetBreakers();
        traffic.change(rate(WarmUp.levels(scenario.warmUp()).get(0).share()));
        long from = ticker.nanos();
        while (traffic.state() == Traffic.State.WAITING) {
            if (ticker.nanos() - from > CATALOGUE_TIMEOUT.toNanos()) {
                throw new StepFailedException("no lane returns its products (GET /products)");
            }
            run.pause(LOOK.toNanos());
        }
    }

    private void warmUp() throws InterruptedException, StepFailedException {
        run.is(Run.State.WARM_UP);
        RunClock clock = new RunClock(ticker, Instant.now(), scenario.warmUp());
        for (WarmUp.Level level : WarmUp.levels(scenario.warmUp())) {
            traffic.change(rate(level.share()));
            long end = clock.at(level.until());
            while (clock.now() - extra - end < 0) {
                look(clock, Math.min(LOOK.toNanos(), end + extra - clock.now()));
            }
            stayUntilWell(clock);
        }
        startAfresh();
    }

    /** Holds the rate until the lanes are healthy at it, or until the time for that is over. */
    private void stayUntilWell(RunClock clock) throws InterruptedException, StepFailedException {
        while (extra < LONGEST_EXTRA.toNanos() && !steadyState.allIsWell()) {
            long before = clock.now();
            look(clock, LOOK.toNanos());
            extra += clock.now() - before;
        }
    }

    /**
     * Resets breakers that open now, because they would keep the services behind them from warming
     * up.
     */
    private void look(RunClock clock, long nanos) throws InterruptedException, StepFailedException {
        run.tick(Math.min(0, clock.seconds(clock.now() - extra)));
        if (steadyState.breakersKnownOpen()) {
            actions.resetBreakers();
        }
        run.pause(nanos);
    }

    private void startAfresh() throws InterruptedException, StepFailedException {
        actions.resetBreakers();
        long from = ticker.nanos();
        while (steadyState.breakersKnownOpen()
                && ticker.nanos() - from < LONGEST_LOOK_AWAY.toNanos()) {
            run.pause(LOOK.toNanos());
        }
    }
}
