package org.acme.systemtest.chaos;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.acme.launcher.child.Child;

/**
 * Kills programs as {@code kill -9} does: which one and when is decided by a seed. It doesn't wait
 * until a program is back: another, or the same while it starts, may be next.
 */
final class Reaper {

    private final Random random;
    private final List<Child> victims;

    /**
     * Who is still to be killed before the first is killed again: else one waits for the same ones.
     */
    private final List<Child> deck = new ArrayList<>();

    Reaper(long seed, List<Child> victims) {
        this.random = new Random(seed);
        this.victims = List.copyOf(victims);
    }

    /** Kills so often, with pauses from {@code shortest} to {@code longest} before each. */
    void kill(int times, Duration shortest, Duration longest) {
        for (int i = 0; i < times; i++) {
            rest(between(shortest, longest));
            if (deck.isEmpty()) {
                deck.addAll(victims);
                Collections.shuffle(deck, random);
            }
            Child victim = deck.remove(deck.size() - 1);
            await().atMost(Chaos.TIMEOUT).until(victim::isAlive);
            victim.kill();
        }
    }

    /** Kills each of them once, in an order of the seed. */
    void killEach(Duration shortest, Duration longest) {
        List<Child> shuffled = new ArrayList<>(victims);
        Collections.shuffle(shuffled, random);
        for (Child victim : shuffled) {
            rest(between(shortest, longest));
            victim.kill();
        }
    }

    private Duration between(Duration shortest, Duration longest) {
        return Duration.ofMillis(random.nextLong(shortest.toMillis(), longest.toMillis() + 1));
    }

    /** There is nothing to wait for: the moment is meant to be any. */
    static void rest(Duration pause) {
        long begin = System.nanoTime();
        await().atMost(pause.plus(Chaos.TIMEOUT))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> System.nanoTime() - begin >= pause.toNanos());
    }
}
