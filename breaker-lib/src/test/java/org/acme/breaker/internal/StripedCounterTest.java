package org.acme.breaker.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StripedCounterTest {

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void increments_areNeverLost(boolean striped) throws Exception {
        StripedCounter counter = new StripedCounter(striped);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<?>> ends = new ArrayList<>();
        try {
            for (int i = 0; i < 8; i++) {
                ends.add(
                        threads.submit(
                                () -> {
                                    start.await();
                                    for (int n = 0; n < 50_000; n++) {
                                        counter.increment();
                                    }
                                    return null;
                                }));
            }
            start.countDown();
            for (Future<?> end : ends) {
                end.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(counter.sum()).isEqualTo(400_000);
    }
}
