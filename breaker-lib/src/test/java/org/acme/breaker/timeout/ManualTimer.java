package org.acme.breaker.timeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.acme.breaker.ManualTicker;

/** Runs what is due when a test lets time pass. */
public final class ManualTimer implements Timer {

    private record Task(Runnable body, long due) {}

    private final ManualTicker ticker;
    private final List<Task> tasks = new ArrayList<>();

    public ManualTimer(ManualTicker ticker) {
        this.ticker = ticker;
    }

    @Override
    public synchronized Pending schedule(Runnable body, long nanos) {
        Task task = new Task(body, ticker.nanos() + nanos);
        tasks.add(task);
        return () -> cancel(task);
    }

    private synchronized void cancel(Task task) {
        tasks.remove(task);
    }

    public void advance(Duration step) {
        ticker.advance(step);
        for (Task task : due()) {
            task.body().run();
        }
    }

    private synchronized List<Task> due() {
        List<Task> due = tasks.stream().filter(t -> ticker.nanos() - t.due() >= 0).toList();
        tasks.removeAll(due);
        return due;
    }

    public synchronized int pending() {
        return tasks.size();
    }
}
