package org.acme.benchmarks;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.acme.breaker.timeout.DaemonTimer;
import org.acme.breaker.timeout.Deadline;
import org.acme.breaker.timeout.Timeout;

/**
 * Measures how late asynchronous timeouts reach their callers while the JDK's common pool is
 * blocked, and how many threads that takes. Lateness is the time from the due time of the timeout
 * until a continuation of the caller runs.
 */
public final class TimeoutLateness {

    private static final Duration TIMEOUT = Duration.ofMillis(100);

    private TimeoutLateness() {}

    /** One kind of load to measure. */
    private record Load(String name, int calls, long pauseNanos, int blockedContinuations) {}

    /** Prints lateness and threads for three loads; fails if a 99th percentile is above 20 ms. */
    public static void main(String[] args) throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        int pool = ForkJoinPool.getCommonPoolParallelism();
        for (int i = 0; i < 2 * pool + 2; i++) {
            ForkJoinPool.commonPool().execute(() -> await(never));
        }
        System.out.printf(
                "JDK %s, %d processors, common pool of %d, blocked%n",
                Runtime.version().feature(), Runtime.getRuntime().availableProcessors(), pool);
        System.out.printf(
                "%-56s %8s %8s %8s %8s%n", "lateness in ms", "p50", "p99", "max", "threads");
        measureReference(
                new Load(
                        "a plain timer of the JDK, 2,000 tasks, one each 0.5 ms",
                        2_000,
                        500_000,
                        0));
        measure(new Load("warm-up", 4_000, 100_000, 0), never);
        boolean held = true;
        List<Load> loads =
                List.of(
                        new Load("2,000 timeouts, one each 0.5 ms", 2_000, 500_000, 0),
                        new Load("400 timeouts at once", 400, 0, 0),
                        new Load(
                                "one each 0.5 ms, while 16 continuations block",
                                2_000,
                                500_000,
                                16));
        for (Load load : loads) {
            held &= measure(load, never);
        }
        System.exit(held ? 0 : 1);
    }

    private static boolean measure(Load load, CountDownLatch never) throws InterruptedException {
        String name = "lateness " + load.name();
        try (DaemonTimer timer = DaemonTimer.named(name)) {
            Timeout timeout = Timeout.of("payment", TIMEOUT, timer);
            for (int i = 0; i < load.blockedContinuations(); i++) {
                CompletableFuture<String> work = new CompletableFuture<>();
                work.whenComplete((result, thrown) -> await(never));
                timeout.callAsync(() -> work, Deadline.none());
            }
            Clock clock =
                    ended ->
                            timeout.callAsync(CompletableFuture::new, Deadline.none())
                                    .whenComplete((result, thrown) -> ended.run());
            return run(load, name, clock);
        }
    }

    /** Measures what the machine allows: a plain timer of the JDK that does nothing else. */
    private static void measureReference(Load load) throws InterruptedException {
        ScheduledExecutorService plain =
                Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "plain"));
        run(load, "plain", ended -> plain.schedule(ended, TIMEOUT.toNanos(), TimeUnit.NANOSECONDS));
        plain.shutdown();
    }

    /** Runs a continuation after the timeout. */
    @FunctionalInterface
    private interface Clock {
        void after(Runnable ended);
    }

    private static boolean run(Load load, String threads, Clock clock) throws InterruptedException {
        long[] lateness = new long[load.calls()];
        CountDownLatch answered = new CountDownLatch(load.calls());
        for (int i = 0; i < load.calls(); i++) {
            int call = i;
            long due = System.nanoTime() + TIMEOUT.toNanos();
            clock.after(
                    () -> {
                        lateness[call] = System.nanoTime() - due;
                        answered.countDown();
                    });
            LockSupport.parkNanos(load.pauseNanos());
        }
        int most = 0;
        while (!answered.await(5, TimeUnit.MILLISECONDS)) {
            most = Math.max(most, threads(threads));
        }
        return print(load, lateness, Math.max(most, threads(threads)));
    }

    private static boolean print(Load load, long[] lateness, int threads) {
        long[] sorted = LongStream.of(lateness).sorted().toArray();
        double p99 = sorted[sorted.length * 99 / 100] / 1e6;
        System.out.printf(
                "%-56s %8.2f %8.2f %8.2f %8d%n",
                load.name(),
                sorted[sorted.length / 2] / 1e6,
                p99,
                Arrays.stream(sorted).max().orElse(0) / 1e6,
                threads);
        return p99 <= 20;
    }

    /** Counts the threads of the timer. */
    private static int threads(String timer) {
        Thread[] all = new Thread[1_024];
        ThreadGroup top = Thread.currentThread().getThreadGroup().getParent();
        int count = top.enumerate(all, true);
        return (int)
                Arrays.stream(all, 0, count)
                        .filter(thread -> thread.getName().startsWith(timer))
                        .count();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
