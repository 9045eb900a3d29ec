package org.acme.launcher.child;

import java.time.Duration;

/**
 * Decides how long to wait before a crashed process is restarted: twice as long each time, up to a
 * limit, and from the first wait again after it has run without a crash for a while.
 *
 * @param first the wait after the first crash
 * @param limit the longest wait
 * @param wellAfter a process that ran this long before its crash starts again with the first wait
 */
public record RestartPolicy(Duration first, Duration limit, Duration wellAfter) {

    /**
     * Returns the policy of {@code ./demo}, similar to a container's {@code restart:
     * unless-stopped}.
     */
    public static final RestartPolicy STANDARD =
            new RestartPolicy(
                    Duration.ofMillis(500), Duration.ofSeconds(10), Duration.ofSeconds(20));

    /**
     * Returns the wait before the next start.
     *
     * @param crashesInARow at least 1: the crash that has just happened counts
     */
    public Duration waitAfter(int crashesInARow) {
        Duration wait = first;
        for (int i = 1; i < crashesInARow && wait.compareTo(limit) < 0; i++) {
            wait = wait.multipliedBy(2);
        }
        return wait.compareTo(limit) < 0 ? wait : limit;
    }

    /** Counts a crash of a process that had been running for {@code ran}. */
    public int crashesInARow(int before, Duration ran) {
        return ran.compareTo(wellAfter) >= 0 ? 1 : before + 1;
    }
}
