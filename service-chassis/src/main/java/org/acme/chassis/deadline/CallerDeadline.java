package org.acme.chassis.deadline;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How long the caller of a request waits, counted from its arrival. A duration and not a point in
 * time, because the clocks of two machines may differ.
 *
 * <p>An injected fault that delays the request before this is read simulates the network: its delay
 * does not count.
 *
 * @param since when the request came in, in nanoseconds of {@link System#nanoTime()}
 * @param nanos how long the caller waits; {@link Long#MAX_VALUE} if it did not say
 */
public record CallerDeadline(long since, long nanos) {

    /** The name of the header; its value is a whole number of milliseconds. */
    public static final String HEADER = "X-Deadline-Ms";

    /** The longest time that a caller may name. */
    public static final Duration LONGEST = Duration.ofHours(1);

    private static final Pattern MILLIS = Pattern.compile("\\d{1,7}");

    /** Returns the deadline of a caller that waits without a limit. */
    public static CallerDeadline none() {
        return new CallerDeadline(0, Long.MAX_VALUE);
    }

    /** Reads the header's values; empty if they are wrong. */
    static Optional<CallerDeadline> parse(List<String> values, long now) {
        if (values.isEmpty()) {
            return Optional.of(none());
        }
        String millis = values.get(0).strip();
        boolean wellFormed =
                values.size() == 1
                        && MILLIS.matcher(millis).matches()
                        && Long.parseLong(millis) <= LONGEST.toMillis();
        return wellFormed
                ? Optional.of(
                        new CallerDeadline(
                                now, Duration.ofMillis(Long.parseLong(millis)).toNanos()))
                : Optional.empty();
    }

    /** Whether the caller did not say how long it waits. */
    public boolean isNone() {
        return nanos == Long.MAX_VALUE;
    }

    /** Whether it has passed at {@code now}, a value of {@link System#nanoTime()}. */
    public boolean isOver(long now) {
        return !isNone() && now - since >= nanos;
    }

    /** The time left at {@code now}; zero if it has passed. Not for a caller without a deadline. */
    public Duration remaining(long now) {
        return Duration.ofNanos(Math.max(0, nanos - (now - since)));
    }
}
