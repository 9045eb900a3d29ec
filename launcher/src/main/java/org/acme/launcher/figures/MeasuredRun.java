package org.acme.launcher.figures;

import java.util.List;
import java.util.Optional;
import org.acme.launcher.play.RunView.ExpectationView;
import org.acme.launcher.play.RunView.NumbersView;
import org.acme.launcher.play.RunView.TransitionView;
import org.acme.launcher.play.RunView.VerdictView;
import org.jspecify.annotations.Nullable;

/** A saved run, as far as the documentation tells it. */
record MeasuredRun(Machine machine, Run run) {

    private static final String MET = "met";
    private static final String WARNED = "warned";

    /**
     * The machine that played it.
     *
     * @param load the load average of the last minute; negative where it is unknown
     */
    record Machine(int cores, double load, int java, String os) {}

    /**
     * The run.
     *
     * @param startedAt the UTC instant as ISO 8601 text
     * @param verdict null if the run was stopped
     */
    record Run(
            String scenario,
            String title,
            String startedAt,
            List<ExpectationView> expectations,
            @Nullable VerdictView verdict) {}

    String day() {
        return run.startedAt().substring(0, 10);
    }

    /** Counts what decides the verdict; a warning does not. */
    long met() {
        return run.expectations().stream().filter(line -> line.state().equals(MET)).count();
    }

    long judged() {
        return run.expectations().stream().filter(line -> !line.state().equals(WARNED)).count();
    }

    Optional<NumbersView> numbers(String lane, String operation) {
        return verdict().stream()
                .flatMap(verdict -> verdict.numbers().stream())
                .filter(row -> row.lane().equals(lane) && row.operation().equals(operation))
                .findFirst();
    }

    /** Returns when the protected lane's payment breaker opened, in seconds. */
    List<Double> openings() {
        return verdict().stream()
                .flatMap(verdict -> verdict.breakers().stream())
                .filter(change -> change.lane().equals("protected"))
                .filter(change -> change.name().equals("payment"))
                .filter(change -> change.state().equals("open"))
                .map(TransitionView::t)
                .toList();
    }

    private Optional<VerdictView> verdict() {
        return Optional.ofNullable(run.verdict());
    }
}
