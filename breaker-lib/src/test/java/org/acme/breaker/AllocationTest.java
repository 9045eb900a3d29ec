package org.acme.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.acme.breaker.window.SlidingWindow;
import org.junit.jupiter.api.Test;

/** What a call may cost the garbage collector. */
class AllocationTest {

    private static final int CALLS = 100_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final CheckedCall<String, RuntimeException> BODY = () -> "fine";

    private final CircuitBreaker breaker =
            CircuitBreaker.of(
                    "b",
                    CircuitBreakerConfig.builder()
                            .window(SlidingWindow.lastTime(Duration.ofHours(1)))
                            .slowCalls(Duration.ofSeconds(10), 50)
                            .openWait(Duration.ofHours(1))
                            .build());

    /** Bytes an operation, of the best of some rounds: the first ones load classes and compile. */
    private static double bytes(Runnable operation) {
        double best = Double.MAX_VALUE;
        for (int round = 0; round < 10; round++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < CALLS; i++) {
                operation.run();
            }
            long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
            best = Math.min(best, (double) allocated / CALLS);
        }
        return best;
    }

    @Test
    void call_allocatesNothing() {
        assertThat(bytes(() -> breaker.call(BODY))).isLessThan(0.1);
    }

    @Test
    void call_withAListener_allocatesNothing() {
        LongAdder calls = new LongAdder();
        breaker.onCall(
                new CallListener() {
                    @Override
                    public void onCall(CallOutcome outcome, long durationNanos) {
                        calls.increment();
                    }
                });

        assertThat(bytes(() -> breaker.call(BODY))).isLessThan(0.1);
        assertThat(calls.sum()).isEqualTo(10L * CALLS);
    }

    @Test
    void call_whileTheWindowHoldsFailures_allocatesNothing() {
        breaker.acquire().failure();

        assertThat(bytes(() -> breaker.call(BODY))).isLessThan(0.1);
    }

    @Test
    void refusalWithoutException_allocatesNothing() {
        breaker.open();

        assertThat(bytes(breaker::tryAcquire)).isLessThan(0.1);
    }

    @Test
    void permit_takesAtMost32Bytes() {
        assertThat(bytes(() -> breaker.acquire().success())).isLessThan(32.1);
    }
}
