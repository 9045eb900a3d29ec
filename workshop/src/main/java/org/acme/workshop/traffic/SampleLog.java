package org.acme.workshop.traffic;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.IntCountsHistogram;

/**
 * Latency and outcome of each request of one operation in one lane, in order of arrival: a ring of
 * samples (13 bytes each) from which any time span can be evaluated exactly, and a histogram since
 * the start.
 *
 * <p>Bounded: at most {@code capacity} samples; the result for a span that reaches further back has
 * {@link LatencySummary#complete()} false. Thread-safe.
 */
public final class SampleLog {

    private static final byte OPEN = -1;
    private static final int FIRST_SIZE = 1024;
    private static final long HIGHEST_MICROS = TimeUnit.MINUTES.toMicros(2);
    private static final Outcome[] OUTCOMES = Outcome.values();

    private final int capacity;
    private final long patienceMicros;
    private final Histogram sinceStart = new Histogram(1, HIGHEST_MICROS, 3);
    private long[] arrivals = new long[FIRST_SIZE];
    private int[] micros = new int[FIRST_SIZE];
    private byte[] outcomes = new byte[FIRST_SIZE];
    private long first; // number of the oldest sample kept
    private long next; // number of the next sample
    private int inFlight;

    /**
     * @param capacity the largest number of samples, a power of two from 1024
     * @param patience how long users wait; an unanswered request counts as this latency
     */
    public SampleLog(int capacity, Duration patience) {
        if (capacity < FIRST_SIZE || Integer.bitCount(capacity) != 1) {
            throw new IllegalArgumentException(
                    "capacity must be a power of two from 1024, but is " + capacity);
        }
        this.capacity = capacity;
        this.patienceMicros = TimeUnit.NANOSECONDS.toMicros(patience.toNanos());
    }

    /**
     * The latencies and outcomes of a time span. Latencies are those of all users who arrived in it
     * and have finished: {@link Outcome#countedMicros} says what an unanswered request counts as.
     *
     * @param arrivals how many users arrived
     * @param open how many of them are still waiting
     * @param complete whether the log still holds the whole span
     */
    public record LatencySummary(
            long arrivals,
            long open,
            Map<Outcome, Long> outcomes,
            IntCountsHistogram micros,
            boolean complete) {

        /** Returns how many requests had this outcome. */
        public long count(Outcome outcome) {
            return outcomes.getOrDefault(outcome, 0L);
        }

        /** Returns how many requests were answered. */
        public long answered() {
            long sum = 0;
            for (Map.Entry<Outcome, Long> entry : outcomes.entrySet()) {
                sum += entry.getKey().answered() ? entry.getValue() : 0;
            }
            return sum;
        }

        /** Returns how many requests have ended, with any outcome. */
        public long concluded() {
            return arrivals - open;
        }

        /** Returns a percentile (0 to 100) of the latency in milliseconds. */
        public double percentileMillis(double percentile) {
            return micros.getValueAtPercentile(percentile) / 1000.0;
        }
    }

    /** Records an arrival and returns its number, to be concluded later. Arrivals come in order. */
    public synchronized long arrived(long at) {
        if (next - first == arrivals.length) {
            makeRoom();
        }
        int slot = slot(next);
        arrivals[slot] = at;
        outcomes[slot] = OPEN;
        inFlight++;
        return next++;
    }

    /** Records the outcome of an arrival. */
    public synchronized void concluded(long number, Outcome outcome, long latencyNanos) {
        inFlight--;
        long latency = Math.max(0, TimeUnit.NANOSECONDS.toMicros(latencyNanos));
        latency = Math.min(latency, HIGHEST_MICROS);
        sinceStart.recordValue(outcome.countedMicros(latency, patienceMicros));
        if (number >= first) {
            int slot = slot(number);
            micros[slot] = (int) latency;
            outcomes[slot] = (byte) outcome.ordinal();
        }
    }

    /** Returns how many requests are in flight. */
    public synchronized int inFlight() {
        return inFlight;
    }

    /** Returns a copy of all latencies since the start, in microseconds. */
    public synchronized Histogram sinceStart() {
        return sinceStart.copy();
    }

    /**
     * Summarizes the requests that arrived from {@code from} (included) to {@code to} (excluded).
     */
    public synchronized LatencySummary arrivedBetween(long from, long to) {
        Collected collected = new Collected();
        long number = firstAtOrAfter(from);
        boolean complete = first == 0 || (number > first || arrivals[slot(first)] - from < 0);
        for (; number < next && arrivals[slot(number)] - to < 0; number++) {
            collected.add(slot(number));
        }
        return collected.latency(complete);
    }

    /** Summarizes the requests that ended from {@code from} (included) to {@code to} (excluded). */
    public synchronized LatencySummary concludedBetween(long from, long to, long patienceNanos) {
        Collected collected = new Collected();
        for (long number = firstAtOrAfter(from - patienceNanos - slack());
                number < next;
                number++) {
            int slot = slot(number);
            long end = arrivals[slot] + TimeUnit.MICROSECONDS.toNanos(micros[slot]);
            if (outcomes[slot] != OPEN && end - from >= 0 && end - to < 0) {
                collected.add(slot);
            }
        }
        return collected.latency(true);
    }

    private static long slack() {
        return TimeUnit.SECONDS.toNanos(1);
    }

    private long firstAtOrAfter(long instant) {
        long low = first;
        long high = next;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (arrivals[slot(middle)] - instant < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int slot(long number) {
        return (int) (number & (arrivals.length - 1));
    }

    private void makeRoom() {
        if (arrivals.length == capacity) {
            first++;
            return;
        }
        long[] biggerArrivals = new long[arrivals.length * 2];
        int[] biggerMicros = new int[biggerArrivals.length];
        byte[] biggerOutcomes = new byte[biggerArrivals.length];
        for (long number = first; number < next; number++) {
            int to = (int) (number & (biggerArrivals.length - 1));
            biggerArrivals[to] = arrivals[slot(number)];
            biggerMicros[to] = micros[slot(number)];
            biggerOutcomes[to] = outcomes[slot(number)];
        }
        arrivals = biggerArrivals;
        micros = biggerMicros;
        outcomes = biggerOutcomes;
    }

    private final class Collected {

        private final IntCountsHistogram histogram = new IntCountsHistogram(3);
        private final long[] counts = new long[OUTCOMES.length];
        private long all;
        private long open;

        void add(int slot) {
            all++;
            if (outcomes[slot] == OPEN) {
                open++;
                return;
            }
            Outcome outcome = OUTCOMES[outcomes[slot]];
            counts[outcome.ordinal()]++;
            histogram.recordValue(outcome.countedMicros(micros[slot], patienceMicros));
        }

        LatencySummary latency(boolean complete) {
            Map<Outcome, Long> byOutcome = new EnumMap<>(Outcome.class);
            for (Outcome outcome : OUTCOMES) {
                if (counts[outcome.ordinal()] > 0) {
                    byOutcome.put(outcome, counts[outcome.ordinal()]);
                }
            }
            return new LatencySummary(all, open, byOutcome, histogram, complete);
        }
    }
}
