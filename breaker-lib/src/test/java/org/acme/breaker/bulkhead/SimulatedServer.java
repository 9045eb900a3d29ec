package org.acme.breaker.bulkhead;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.acme.breaker.ManualTicker;

/**
 * A dependency that works on a few calls at once and lets the others wait in its own queue, on
 * simulated time, under one arrival each millisecond.
 */
final class SimulatedServer {

    private static final Duration TICK = Duration.ofMillis(1);

    private final class Job {
        final CompletableFuture<String> answer = new CompletableFuture<>();
        int left = Math.max(1, (int) (serviceMillis * (0.5 + random.nextDouble())));
    }

    final ManualTicker ticker = new ManualTicker();
    private final SplittableRandom random = new SplittableRandom(1);
    private final Queue<Job> waiting = new ArrayDeque<>();
    private final List<Job> working = new ArrayList<>();

    /** How many calls it works on at once. */
    int capacity;

    /** How long a call takes on average, alone. */
    int serviceMillis;

    private int answered;
    private long latencyMillis;

    SimulatedServer(int capacity, int serviceMillis) {
        this.capacity = capacity;
        this.serviceMillis = serviceMillis;
    }

    /**
     * What callers saw in a while.
     *
     * @param answered how many calls were answered
     * @param meanMillis how long they took
     */
    record Seen(int answered, double meanMillis) {}

    /** Lets time pass with an arrival in each of {@code everyMillis}. */
    Seen play(Bulkhead bulkhead, Duration length, int everyMillis) {
        answered = 0;
        latencyMillis = 0;
        for (long millis = 0; millis < length.toMillis(); millis++) {
            ticker.advance(TICK);
            work();
            if (millis % everyMillis == 0 && bulkhead.active() < bulkhead.maxConcurrent()) {
                arrive(bulkhead);
            }
        }
        return new Seen(answered, (double) latencyMillis / Math.max(1, answered));
    }

    private void arrive(Bulkhead bulkhead) {
        long start = ticker.nanos();
        bulkhead.callAsync(
                        () -> {
                            Job job = new Job();
                            waiting.add(job);
                            return job.answer;
                        })
                .thenRun(
                        () -> {
                            answered++;
                            latencyMillis += (ticker.nanos() - start) / 1_000_000;
                        });
    }

    private void work() {
        while (working.size() < capacity && !waiting.isEmpty()) {
            working.add(waiting.remove());
        }
        List<Job> done = new ArrayList<>();
        for (Iterator<Job> jobs = working.iterator(); jobs.hasNext(); ) {
            Job job = jobs.next();
            if (--job.left <= 0) {
                jobs.remove();
                done.add(job);
            }
        }
        done.forEach(job -> job.answer.complete("fine"));
    }
}
