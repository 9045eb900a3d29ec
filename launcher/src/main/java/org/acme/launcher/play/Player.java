package org.acme.launcher.play;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;

/** Starts a scenario in the control room and prints a line per second. */
public final class Player {

    private static final String PREPARING = "preparing";
    private static final String WARM_UP = "warm-up";

    /** The expected advance between two readings: one second, unless the warm-up is extended. */
    private static final double EXTENDED_BELOW_SECONDS = 0.25;

    private static final int LINES_A_PAGE = 20;
    private static final int LOOKS_THAT_MAY_FAIL = 10;
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final ControlRoom controlRoom;
    private final PrintStream out;
    private final LiveLines liveLines;
    private final VerdictText verdictText;
    private final SavedRuns savedRuns;
    private final Events events = new Events();
    private int lines;
    private double lastT = Double.NaN;
    private boolean extended;

    /**
     * @param reports the folder for the page with plots and the data of each run
     */
    public Player(ControlRoom controlRoom, PrintStream out, Terminal terminal, Path reports) {
        this.savedRuns = new SavedRuns(reports);
        this.controlRoom = controlRoom;
        this.out = out;
        this.liveLines = new LiveLines(terminal);
        this.verdictText = new VerdictText(terminal.ansi());
    }

    /**
     * Plays the scenario to its end.
     *
     * @return whether the verdict is that the scenario passed
     * @throws IOException when the control room rejects the run or stops responding
     */
    public boolean play(String scenario) throws IOException, InterruptedException {
        RunView run = controlRoom.start(scenario);
        out.println();
        out.println(run.title() + ". Both lanes get the same users. Each user gives up after 5 s.");
        try (Pulse pulse = new Pulse(SECOND)) {
            run = follow(run, pulse);
        }
        return conclude(run);
    }

    private RunView follow(RunView started, Pulse pulse) throws IOException, InterruptedException {
        RunView run = started;
        int failedLooks = 0;
        while (!run.isFinished()) {
            try {
                show(run, controlRoom.lanes());
                pulse.next();
                run = controlRoom.run(run.id());
                failedLooks = 0;
            } catch (IOException e) {
                if (++failedLooks > LOOKS_THAT_MAY_FAIL) {
                    throw e;
                }
                pulse.next();
            }
        }
        return run;
    }

    private boolean conclude(RunView run) throws InterruptedException {
        RunView.VerdictView verdict = run.verdict();
        if (verdict == null) {
            throw new IllegalStateException("run " + run.id() + " has no verdict yet");
        }
        events.steps(run).forEach(this::event);
        saveReport(run);
        verdictText.of(run, verdict).forEach(out::println);
        out.flush();
        return verdict.passed();
    }

    private void show(RunView run, LanesView lanes) {
        if (run.state().equals(PREPARING)) {
            return;
        }
        if (lines++ % LINES_A_PAGE == 0) {
            liveLines.header().forEach(out::println);
        }
        events.steps(run).forEach(this::event);
        events.breakers(lanes).forEach(this::event);
        out.println(isExtended(run) ? extendedLine(lanes) : liveLines.line(run.t(), lanes));
        out.flush();
    }

    private boolean isExtended(RunView run) {
        boolean still = Math.abs(run.t() - lastT) < EXTENDED_BELOW_SECONDS;
        lastT = run.t();
        return still && run.state().equals(WARM_UP);
    }

    private String extendedLine(LanesView lanes) {
        if (!extended) {
            extended = true;
            event("The warm-up is extended until both lanes are steady, by at most 40 s");
        }
        return liveLines.extendedLine(lanes);
    }

    private void event(String sentence) {
        out.println("  -- " + sentence);
    }

    private void saveReport(RunView run) throws InterruptedException {
        try {
            out.println("Report with plots: " + savedRuns.save(controlRoom, run));
        } catch (IOException e) {
            out.println("No report: " + e.getMessage());
        }
    }
}
