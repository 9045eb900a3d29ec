package org.acme.breaker.contract;

import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The contract of {@code docs/breaker-correctness.md}, held by random histories. A history that
 * fails is printed with its seed. To play it alone:
 *
 * <pre>
 *   ./mvnw -pl breaker-lib -am test -Dtest=AsyncContractTest#one* \
 *       -Dsurefire.failIfNoSpecifiedTests=false -Dcontract.seed=4711
 * </pre>
 */
class AsyncContractTest {

    private final Simulation simulation = new Simulation();

    @AfterEach
    void endThreads() {
        simulation.close();
    }

    @Test
    void contract_holds() {
        play(1, 2_000);
    }

    @Test
    @Tag("deep")
    void contract_holds_inManyMoreHistories() {
        play(2_001, 100_000);
    }

    /** A call that is cancelled after it was granted a place, and before its work begins. */
    @ParameterizedTest
    @ValueSource(longs = {8_173, 22_447, 23_096, 25_657})
    void contract_holds_whereItDidNotOnce(long seed) {
        play(seed, 1);
    }

    /** The one of {@code -Dcontract.seed}, or the first. */
    @Test
    void oneHistory() {
        play(Long.getLong("contract.seed", 1), 1);
    }

    /** The same for histories of one call, played blocking and asynchronously. */
    @Test
    void asynchronousCall_endsAsTheBlockingOne() {
        compare(1, 1_000);
    }

    @Test
    @Tag("deep")
    void asynchronousCall_endsAsTheBlockingOne_inManyMoreHistories() {
        compare(1_001, 20_000);
    }

    @Test
    void oneComparison() {
        compare(Long.getLong("contract.seed", 1), 1);
    }

    private void play(long firstSeed, long count) {
        for (long seed = firstSeed; seed < firstSeed + count; seed++) {
            History history = Histories.of(seed);
            check(history, new HistoryRun(simulation, history, Parts::new).play());
        }
    }

    private void compare(long firstSeed, long count) {
        for (long seed = firstSeed; seed < firstSeed + count; seed++) {
            History history = Histories.ofOneCall(seed);
            check(history, Transcript.differences(simulation, history));
        }
    }

    private static void check(History history, List<String> violations) {
        if (!violations.isEmpty()) {
            fail(String.join("\n", violations) + "\n" + history);
        }
    }
}
