package org.acme.breaker.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * What can be seen of a history with one call from outside: to compare its blocking form with its
 * asynchronous one.
 *
 * @param at when the answer came, in nanoseconds since the call
 */
record Transcript(String answer, long at, int attempts, String reports) {

    static Transcript of(HistoryRun run) {
        CallRun call = run.calls.get(0);
        String answer =
                call.thrown == null
                        ? "value " + call.value
                        : "failure " + unwrapped(call.thrown).getClass().getName();
        return new Transcript(
                answer,
                call.answeredAt - call.startedAt,
                call.attempts.size(),
                run.parts.reports.toString());
    }

    private static Throwable unwrapped(Throwable thrown) {
        @Nullable Throwable cause = thrown.getCause();
        return thrown instanceof CompletionException && cause != null ? cause : thrown;
    }

    /** Plays a history of one call in both forms; what differs, and what else is wrong. */
    static List<String> differences(Simulation simulation, History history) {
        List<String> wrong = new ArrayList<>();
        HistoryRun blocking = new HistoryRun(simulation, history.as(false), Parts::new);
        wrong.addAll(blocking.play());
        Transcript expected = of(blocking);
        HistoryRun asynchronous = new HistoryRun(simulation, history.as(true), Parts::new);
        wrong.addAll(asynchronous.play());
        Transcript actual = of(asynchronous);
        if (!actual.equals(expected)) {
            wrong.add("blocking:     " + expected + "\nasynchronous: " + actual);
        }
        return wrong;
    }
}
