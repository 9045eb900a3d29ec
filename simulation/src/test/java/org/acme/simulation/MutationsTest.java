package org.acme.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The simulation has teeth: without any one rule of the protocol a history goes wrong. */
class MutationsTest {

    private static final int MOST = 20_000;

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void protocolWithoutOneRule_isFoundOut(Mutation mutation) {
        Histories played = Histories.play(1, MOST, mutation, false);

        System.out.printf(
                "%s: found after %d histories: %s%n",
                mutation, played.played(), played.violations());
        assertThat(played.violations()).as("%s", mutation).isNotEmpty();
    }
}
