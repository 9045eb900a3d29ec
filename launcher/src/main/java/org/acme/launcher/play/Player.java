package org.acme.launcher.play;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;

/** Starts a scenario in the control room and prints what happens, a line each second. */
public final class Player {

    private static final String PREPARING = "preparing";
    private static final int LINES_A_PAGE = 20;
    private static final int LOOKS_THAT_MAY_FAIL = 10;
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final ControlRoom controlRoom;
    private final PrintStream out;
    private final LiveLines liveLines;
    private final VerdictText verdictText;
    private final Events events = new Events();
    private int lines;

    public Player(ControlRoom controlRoom, PrintStream out, Paint paint) {
        this.controlRoom = controlRoom;
        this.out = out;
        this.liveLines = new LiveLines(paint);
        this.verdictText = new VerdictText(paint);
    }

    /**
     * Plays to the end.
     *
     * @return whether the verdict is that the scenario passed
     * @throws IOException when the control room refuses, or stops to answer
     */
    public boolean play(String scenario) throws IOException, InterruptedException {
        RunView run = controlRoom.start(scenario);
        out.println();
        out.println(run.title() + ". Both lanes get the same users, who give up after 5 s.");
        long next = System.nanoTime();
        int failedLooks = 0;
        while (!run.isFinished()) {
            try {
                show(run, controlRoom.lanes());
                next = sleepUntil(next + SECOND.toNanos());
                run = controlRoom.run(run.id());
                failedLooks = 0;
            } catch (IOException e) {
                if (++failedLooks > LOOKS_THAT_MAY_FAIL) {
                    throw e;
                }
                next = sleepUntil(next + SECOND.toNanos());
            }
        }
        return conclude(run);
    }

    private boolean conclude(RunView run) {
        RunView.VerdictView verdict = run.verdict();
        if (verdict == null) {
            throw new IllegalStateException("run " + run.id() + " has no verdict yet");
        }
        events.steps(run).forEach(this::event);
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
        out.println(liveLines.line(run.t(), lanes));
        out.flush();
    }

    private void event(String sentence) {
        out.println("  -- " + sentence);
    }

    /** Keeps the beat however long the looks take, without catching up after a long pause. */
    private static long sleepUntil(long tick) throws InterruptedException {
        long wait = tick - System.nanoTime();
        if (wait <= 0) {
            return System.nanoTime();
        }
        Thread.sleep(Duration.ofNanos(wait).toMillis());
        return tick;
    }
}
