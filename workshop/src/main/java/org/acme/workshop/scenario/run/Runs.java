package org.acme.workshop.scenario.run;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gives other packages access to the runs. */
@ApplicationScoped
public class Runs {

    private final Runner runner;

    @Inject
    Runs(Runner runner) {
        this.runner = runner;
    }

    /** Returns a summary of the current run or the last one. */
    public Optional<RunView.ShortView> latest() {
        return runner.runs().stream().findFirst().map(run -> RunView.shortly(run.snapshot()));
    }

    /**
     * A run with all its data.
     *
     * @param timeline null until the run is over, and if it was stopped early
     */
    public record Recorded(RunView run, ScenarioView scenario, @Nullable Timeline timeline) {}

    /** Returns the run of that id, if it is one of the last. */
    public Optional<Recorded> find(String id) {
        return runner.find(id).map(Run::snapshot).map(Runs::recorded);
    }

    private static Recorded recorded(Run.Snapshot run) {
        return new Recorded(RunView.of(run), ScenarioView.of(run.scenario()), run.timeline());
    }
}
