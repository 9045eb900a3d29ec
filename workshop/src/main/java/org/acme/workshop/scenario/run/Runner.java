package org.acme.workshop.scenario.run;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.acme.workshop.Ticker;
import org.acme.workshop.alert.AlertBoard;
import org.acme.workshop.audit.Auditor;
import org.acme.workshop.lane.Watch;
import org.acme.workshop.scenario.file.Scenario;
import org.acme.workshop.traffic.Traffic;
import org.acme.workshop.traffic.TrafficGate;
import org.jboss.logging.Logger;

/** Plays scenarios, one at a time, and remembers the last {@value #REMEMBERED} runs. */
@ApplicationScoped
class Runner {

    private static final Logger LOG = Logger.getLogger(Runner.class);
    private static final int REMEMBERED = 20;

    private final ScenarioActions actions;
    private final Ticker ticker;
    private final Traffic traffic;
    private final TrafficGate gate;
    private final Watch watch;
    private final Auditor auditor;
    private final AlertBoard alerts;
    private final ArrayDeque<Run> runs = new ArrayDeque<>();

    @Inject
    Runner(
            ScenarioActions actions,
            Ticker ticker,
            Traffic traffic,
            TrafficGate gate,
            Watch watch,
            Auditor auditor,
            AlertBoard alerts) {
        this.actions = actions;
        this.ticker = ticker;
        this.traffic = traffic;
        this.gate = gate;
        this.watch = watch;
        this.auditor = auditor;
        this.alerts = alerts;
    }

    /** Starts a run; empty if another one is in progress. */
    synchronized Optional<Run> start(Scenario scenario) {
        if (!gate.take()) {
            return Optional.empty();
        }
        String id = "r-" + Long.toHexString(ThreadLocalRandom.current().nextLong() >>> 16);
        Run run = new Run(id, scenario, Instant.now());
        if (runs.size() == REMEMBERED) {
            runs.removeLast();
        }
        runs.addFirst(run);
        Thread performing = new Thread(() -> perform(run), "scenario");
        performing.setDaemon(true);
        performing.start();
        return Optional.of(run);
    }

    private void perform(Run run) {
        ScenarioPlayer player =
                new ScenarioPlayer(run, actions, ticker, traffic, watch, auditor, alerts);
        ScenarioPlayer.Ending ending = player.play();
        gate.giveBack(); // before the verdict is published, so that the next run can start at once
        run.finish(ending.state(), ending.verdict(), Instant.now());
        LOG.infof(
                "%s: %s, %s",
                run.scenario().name(), ending.state().label(), ending.verdict().words());
    }

    /** Returns the last runs, newest first. */
    synchronized List<Run> runs() {
        return new ArrayList<>(runs);
    }

    synchronized Optional<Run> find(String id) {
        return runs.stream().filter(run -> run.id().equals(id)).findFirst();
    }

    /** Returns the run in progress. */
    synchronized Optional<Run> current() {
        return gate.taken() ? Optional.ofNullable(runs.peekFirst()) : Optional.empty();
    }

    /** Stops the run of that id if it is in progress. */
    synchronized void stop(String id) {
        current().filter(run -> run.id().equals(id)).ifPresent(Run::stop);
    }

    @PreDestroy
    synchronized void close() {
        current().ifPresent(Run::stop);
    }
}
