package org.acme.fault;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What happens to a request that a lease strikes. */
sealed interface Fault {

    FaultKind kind();

    /** Does it, on the request's event loop, without blocking. */
    void strike(Passage passage, FaultLease lease, Dice dice);

    /** The fields of this kind, as JSON shows them. */
    Map<String, Object> describe();

    /** Waits before the request goes on; a lease that ends lets its waiting requests go at once. */
    record Latency(Duration delay, Duration jitter) implements Fault {

        @Override
        public FaultKind kind() {
            return FaultKind.LATENCY;
        }

        @Override
        public void strike(Passage passage, FaultLease lease, Dice dice) {
            Duration wait = delay.plusNanos(dice.around(jitter.toNanos()));
            passage.park(lease, new Passage.Stay(wait, passage::proceed, passage::proceed));
        }

        @Override
        public Map<String, Object> describe() {
            return Map.of(
                    "delay", DurationText.format(delay), "jitter", DurationText.format(jitter));
        }
    }

    /** Answers a status at once; the work isn't done. */
    record ErrorAnswer(int status, @Nullable Duration retryAfter) implements Fault {

        @Override
        public FaultKind kind() {
            return FaultKind.ERROR;
        }

        @Override
        public void strike(Passage passage, FaultLease lease, Dice dice) {
            passage.answer(status, retryAfter);
        }

        @Override
        public Map<String, Object> describe() {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("status", status);
            if (retryAfter != null) {
                fields.put("retryAfter", DurationText.format(retryAfter));
            }
            return fields;
        }
    }

    /** Never answers. When the lease ends, the request is closed unworked, or proceeds late. */
    record Hang(boolean proceedsAtTheEnd) implements Fault {

        @Override
        public FaultKind kind() {
            return FaultKind.HANG;
        }

        @Override
        public void strike(Passage passage, FaultLease lease, Dice dice) {
            Runnable end = proceedsAtTheEnd ? passage::proceed : passage::close;
            passage.park(lease, new Passage.Stay(null, end, end));
        }

        @Override
        public Map<String, Object> describe() {
            return Map.of("then", proceedsAtTheEnd ? "proceed" : "close");
        }
    }

    /** Breaks the connection off before anything is done. */
    record Reset() implements Fault {

        @Override
        public FaultKind kind() {
            return FaultKind.RESET;
        }

        @Override
        public void strike(Passage passage, FaultLease lease, Dice dice) {
            passage.reset();
        }

        @Override
        public Map<String, Object> describe() {
            return Map.of();
        }
    }
}
