package org.acme.workshop.scenario.run;

import java.util.List;
import org.acme.workshop.scenario.file.Scenario;
import org.jspecify.annotations.Nullable;

/** A scenario as JSON. */
public record ScenarioView(
        String name,
        String title,
        String teaches,
        String say,
        double arrivalsPerSecond,
        double warmUpSeconds,
        double durationSeconds,
        List<PlannedStep> steps,
        List<String> expectations) {

    private static final double MILLIS = 1000;

    /** A planned step and its time, in seconds from t = 0. */
    public record PlannedStep(double at, String words, @Nullable String note) {}

    static ScenarioView of(Scenario scenario) {
        return new ScenarioView(
                scenario.name(),
                scenario.title(),
                scenario.teaches(),
                scenario.say(),
                scenario.arrivalsPerSecond(),
                scenario.warmUp().toMillis() / MILLIS,
                scenario.duration().toMillis() / MILLIS,
                scenario.steps().stream()
                        .map(
                                step ->
                                        new PlannedStep(
                                                step.at().toMillis() / MILLIS,
                                                step.words(),
                                                step.note()))
                        .toList(),
                scenario.expectations().stream().map(Scenario.Line::text).toList());
    }
}
