package org.acme.workshop.scenario;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** What others may know of the runs. */
@ApplicationScoped
public class Runs {

    private final Runner runner;

    @Inject
    Runs(Runner runner) {
        this.runner = runner;
    }

    /** The run under way or the last one, in short. */
    public Optional<RunView.ShortView> latest() {
        return runner.runs().stream().findFirst().map(run -> RunView.shortly(run.snapshot()));
    }
}
