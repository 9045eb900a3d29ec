package org.acme.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Plays thousands of short histories with every fault that can occur between three services. A
 * history that breaks an invariant prints its seed and the command that plays it again, step by
 * step.
 */
class ProtocolTest {

    private static final long FIRST_SEED = Long.getLong("simulation.seed", 20261130L);
    private static final boolean ONE = System.getProperty("simulation.seed") != null;

    @Test
    void someThousandHistories_endWell() {
        play(Integer.getInteger("simulation.histories", 2_000));
    }

    @Test
    @Tag("deep")
    void hundredThousandHistories_endWell() {
        play(Integer.getInteger("simulation.histories", 100_000));
    }

    @Test
    void sameSeed_isTheSameHistory() {
        Scheduler scheduler = new Scheduler();
        for (long seed = 0; seed < 20; seed++) {
            var once = History.play(seed, Mutation.NONE, scheduler, true);
            var again = History.play(seed, Mutation.NONE, scheduler, true);
            assertThat(again.trace()).isEqualTo(once.trace());
        }
    }

    private static void play(int histories) {
        Histories played =
                ONE
                        ? Histories.play(FIRST_SEED, 1, Mutation.NONE, true)
                        : Histories.playAll(FIRST_SEED, histories, 2);
        System.out.println(played.summary());
        assertThat(played.violations()).as("%s", played.summary()).isEmpty();
        if (!ONE) {
            assertThat(played.counts().keySet()).containsAll(Histories.MUST_HAPPEN);
        }
    }
}
