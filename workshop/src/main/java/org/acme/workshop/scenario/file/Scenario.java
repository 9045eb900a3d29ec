package org.acme.workshop.scenario.file;

import java.time.Duration;
import java.util.List;

/**
 * A lesson that can be played and judged.
 *
 * @param name the file's name without its ending
 * @param teaches what the audience shall take home
 * @param say the presenter's note
 * @param warmUp traffic before t = 0, not judged
 * @param duration from t = 0
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
        List<Line> expectations) {

    /** An expectation with the text it was written as, and the line of the file. */
    public record Line(String text, int number, Expectation expectation) {}
}
