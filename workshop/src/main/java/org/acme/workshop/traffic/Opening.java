package org.acme.workshop.traffic;

import java.time.Duration;
import java.util.List;

/**
 * Lets few users in at first, while the services behind still load classes: with answers as slow as
 * their first ones, the full rate would open breakers without a fault. It begins when users can
 * come, and ends by itself, or when somebody decides on the rate.
 *
 * <p>On the first level, fewer calls arrive in a breaker's window than it needs for a decision,
 * even if each is tried twice. {@link #end()} is called by any thread, the rest by the one that
 * sends the users.
 */
final class Opening {

    private record Level(double until, double share) {}

    private static final List<Level> LEVELS =
            List.of(new Level(0.5, 0.1), new Level(0.75, 0.2), new Level(1, 0.5));

    private final long lasts;
    private boolean begun;
    private long since;
    private volatile boolean ended;

    Opening(Duration lasts) {
        this.lasts = lasts.toNanos();
    }

    /** The share of the wanted rate at this moment, at which users can come. */
    double share(long now) {
        if (!begun) {
            begun = true;
            since = now;
        }
        long passed = now - since;
        if (ended || passed >= lasts) {
            ended = true;
            return 1;
        }
        return LEVELS.stream()
                .filter(level -> passed < level.until() * lasts)
                .findFirst()
                .orElseThrow()
                .share();
    }

    /** From now on, everybody comes. */
    void end() {
        ended = true;
    }
}
