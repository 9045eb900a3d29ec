package org.acme.breaker.bulkhead;

import java.util.concurrent.CompletableFuture;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Permits and their queue under interleavings that a model checker chooses. */
@Tag("deep")
class BulkheadInterleavingsTest {

    @Test
    void permits_areNeitherLostNorMultiplied() {
        new ModelCheckingOptions()
                .threads(3)
                .actorsPerThread(2)
                .iterations(5)
                .invocationsPerIteration(150)
                .check(OnePermitTwoInTheQueue.class);
    }

    /** Every admitted call leaves at once: at rest nothing is taken and nobody waits. */
    public static class OnePermitTwoInTheQueue {
        private final Bulkhead bulkhead =
                Bulkhead.builder("b")
                        .maxConcurrent(1)
                        .maxWaiting(2)
                        .endlessWait()
                        .timer((task, nanos) -> () -> {})
                        .build();

        @Operation
        public void call() {
            CompletableFuture<String> work = new CompletableFuture<>();
            CompletableFuture<String> unused = bulkhead.callAsync(() -> work);
            work.complete("fine");
        }

        @Operation
        public void callAndGiveUp() {
            CompletableFuture<String> work = new CompletableFuture<>();
            bulkhead.callAsync(() -> work).cancel(true);
        }

        @Operation
        public void resize() {
            bulkhead.resize(2);
            bulkhead.resize(1);
        }

        @Validate
        public void check() {
            if (bulkhead.active() != 0 || bulkhead.waiting() != 0) {
                throw new IllegalStateException(
                        bulkhead.active() + " taken, " + bulkhead.waiting() + " waiting");
            }
        }
    }
}
