package org.acme.workshop.scenario.file;

import java.time.Duration;
import java.util.List;

/**
 * A scenario that can be played and judged.
 *
 * @param name the file's name without its ending
 * @param teaches what the audience learns from it
 * @param say the note for the presenter
 * @param warmUp traffic before t = 0, not judged
 * @param duration from t = 0
 * @param rungs the rows of the table at the end of a ladder; none for other scenarios
 * @param steps in the order of their instants
 */
public record Scenario(
        String name,
        String title,
        String teaches,
        String say,
        double arrivalsPerSecond,
        double checkoutShare,
        Duration warmUp,
        Duration duration,
        List<Step> steps,
        List<Line> expectations,
        List<Rung> rungs) {

    /** A time span of a run that gets a row of its own in the table at the end. */
    public record Rung(String name, Duration from, Duration to) {}

    /** An expectation with its text and its line in the file. */
    public record Line(String text, int number, Expectation expectation) {}
}
