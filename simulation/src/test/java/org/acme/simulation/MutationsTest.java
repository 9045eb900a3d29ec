package org.acme.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * For each missing rule of the protocol, the simulation finds a history that breaks an invariant.
 * Each test prints the command that plays that history again, step by step.
 */
class MutationsTest {

    private static final long FIRST_SEED = 1;
    private static final int MOST = 20_000;
    private static final @Nullable Long SEED = Long.getLong("simulation.seed");
    private static final Mutation ONE =
            Mutation.valueOf(System.getProperty("simulation.mutation", "NONE"));

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void protocolWithoutOneRule_isFoundOut(Mutation mutation) {
        assumeThat(ONE).isIn(Mutation.NONE, mutation);
        if (SEED != null && ONE == mutation) {
            Histories again = Histories.play(SEED, 1, mutation, true);
            System.out.println(again.summary());
            assertThat(again.violations()).as("%s", mutation).isNotEmpty();
            return;
        }
        Histories played = Histories.play(FIRST_SEED, MOST, mutation, false);

        System.out.printf(
                "%s: found after %d histories: %s%n%s%n",
                mutation,
                played.played(),
                played.violations(),
                Histories.command(FIRST_SEED + played.played() - 1, mutation));
        assertThat(played.violations()).as("%s", mutation).isNotEmpty();
    }
}
