package org.acme.benchmarks;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowSynchronizationStrategy;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.smallrye.faulttolerance.api.Guard;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.acme.breaker.CallNotPermittedException;
import org.acme.breaker.CheckedCall;
import org.acme.breaker.CircuitBreaker;

/**
 * Measures the processor time of a call, for machines that also do other work: JMH measures
 * wall-clock time, which includes that work. The best of several rounds counts. Time in which a
 * thread waits for a lock is not included, so libraries with locks look better here than they are.
 */
public final class CpuTime {

    private static final int ROUNDS = 9;
    private static final int BATCH = 2_000;
    private static final long ROUND_NANOS = 250_000_000L;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final String ANSWER = "answer";

    private CpuTime() {}

    private interface Operation {
        int run() throws Exception;
    }

    private record Share(long nanos, long calls) {}

    /** Prints the nanoseconds of processor time for each call, with 1, 2 and 8 threads. */
    public static void main(String[] args) throws Exception {
        System.out.printf("%-28s %8s %8s %8s%n", "ns of processor time", "1", "2", "8");
        for (Map.Entry<String, Operation> entry : operations().entrySet()) {
            System.out.printf("%-28s", entry.getKey());
            for (int threads : new int[] {1, 2, 8}) {
                System.out.printf(" %8.1f", best(entry.getValue(), threads));
            }
            System.out.println();
        }
        System.exit(0);
    }

    private static Map<String, Operation> operations() {
        Map<String, Operation> operations = new LinkedHashMap<>();
        operations.put(
                "two nanoTime",
                () -> {
                    long first = System.nanoTime();
                    return (int) (System.nanoTime() - first);
                });
        addOurs(operations);
        addPeers(operations);
        return operations;
    }

    private static void addOurs(Map<String, Operation> operations) {
        CheckedCall<String, RuntimeException> body = () -> ANSWER;
        CircuitBreaker time = Ours.time();
        CircuitBreaker count = Ours.count();
        CircuitBreaker withoutClock = Ours.countWithoutClock();
        CircuitBreaker watching = Ours.watching();
        CircuitBreaker open = Ours.time();
        open.open();
        operations.put("ours time", () -> time.call(body).length());
        operations.put("ours count", () -> count.call(body).length());
        operations.put("ours count, no slow calls", () -> withoutClock.call(body).length());
        operations.put("ours time, hanging calls", () -> watching.call(body).length());
        operations.put(
                "ours permit",
                () -> {
                    time.acquire().success();
                    return 1;
                });
        operations.put("ours open", () -> open.tryAcquire() == null ? 0 : 1);
        operations.put(
                "ours open, exception",
                () -> {
                    try {
                        return open.call(body).length();
                    } catch (CallNotPermittedException refusal) {
                        return 1;
                    }
                });
    }

    private static void addPeers(Map<String, Operation> operations) {
        Supplier<String> supplier = () -> ANSWER;
        Callable<String> callable = () -> ANSWER;
        var time =
                Peers.resilience4j(
                        SlidingWindowType.TIME_BASED,
                        SlidingWindowSynchronizationStrategy.SYNCHRONIZED);
        var count =
                Peers.resilience4j(
                        SlidingWindowType.COUNT_BASED,
                        SlidingWindowSynchronizationStrategy.SYNCHRONIZED);
        var open =
                Peers.resilience4j(
                        SlidingWindowType.TIME_BASED,
                        SlidingWindowSynchronizationStrategy.SYNCHRONIZED);
        open.transitionToOpenState();
        FailsafeExecutor<Object> failsafe = Failsafe.with(Peers.failsafeTime());
        Guard smallrye = Peers.smallrye();
        operations.put("resilience4j time", () -> time.executeSupplier(supplier).length());
        operations.put("resilience4j count", () -> count.executeSupplier(supplier).length());
        operations.put("resilience4j open", () -> open.tryAcquirePermission() ? 1 : 0);
        operations.put(
                "resilience4j open, exception",
                () -> {
                    try {
                        return open.executeSupplier(supplier).length();
                    } catch (io.github.resilience4j.circuitbreaker.CallNotPermittedException e) {
                        return 1;
                    }
                });
        operations.put(
                "failsafe time",
                () -> {
                    String answer = failsafe.get(callable::call);
                    return answer.length();
                });
        operations.put("smallrye count", () -> smallrye.call(callable, String.class).length());
    }

    private static double best(Operation operation, int threads) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            double best = Double.MAX_VALUE;
            for (int round = 0; round < ROUNDS; round++) {
                best = Math.min(best, round(operation, threads, pool));
            }
            return best;
        } finally {
            pool.shutdown();
        }
    }

    private static double round(Operation operation, int threads, ExecutorService pool)
            throws Exception {
        CyclicBarrier start = new CyclicBarrier(threads);
        List<Future<Share>> shares = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            shares.add(
                    pool.submit(
                            () -> {
                                start.await();
                                return share(operation);
                            }));
        }
        double nanos = 0;
        double calls = 0;
        for (Future<Share> share : shares) {
            nanos += share.get().nanos();
            calls += share.get().calls();
        }
        return nanos / calls;
    }

    private static Share share(Operation operation) throws Exception {
        long begin = System.nanoTime();
        long cpu = THREADS.getCurrentThreadCpuTime();
        long calls = 0;
        long sum = 0;
        while (System.nanoTime() - begin < ROUND_NANOS) {
            for (int i = 0; i < BATCH; i++) {
                sum += operation.run();
            }
            calls += BATCH;
        }
        long used = THREADS.getCurrentThreadCpuTime() - cpu;
        if (sum == Long.MIN_VALUE) {
            System.out.println("never: keeps the results alive");
        }
        return new Share(used, calls);
    }
}
