package org.acme.breaker.redis.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.acme.breaker.redis.fleet.Consensus.Phase;
import org.acme.breaker.redis.fleet.Opinion.WindowShare;
import org.acme.breaker.redis.fleet.Report.Limits;
import org.junit.jupiter.api.Test;

/** What the store makes of single reports, also of those that come late, twice, or after a loss. */
class ProtocolTest {

    private static final Limits LIMITS = new Limits(2_000, 1_000, 2_000, 250, 2);

    private final ModelStore store = new ModelStore();
    private long sequence;

    private Consensus says(String replica, long epoch, boolean vote, Turn turn, long term) {
        sequence++;
        return says(replica, sequence, epoch, vote, turn, term);
    }

    private Consensus says(
            String replica, long number, long epoch, boolean vote, Turn turn, long term) {
        Opinion opinion =
                new Opinion(
                        "payment",
                        epoch,
                        true,
                        vote,
                        0,
                        turn,
                        term,
                        WindowShare.NONE,
                        0,
                        FleetAction.NONE,
                        "",
                        FleetAction.NONE);
        return store.exchange(new Report(replica, "shop", number, LIMITS, List.of(opinion)))
                .breakers()
                .get(0);
    }

    private void open() {
        says("a", 0, true, Turn.NONE, 0);
        assertThat(says("b", 0, true, Turn.NONE, 0).phase()).isEqualTo(Phase.OPEN);
    }

    @Test
    void success_closes_andRaisesTheEpoch() {
        open();
        assertThat(says("a", 1, true, Turn.WANTED, 0).holder()).isEqualTo("a");

        Consensus closed = says("a", 1, false, Turn.SUCCEEDED, 1);

        assertThat(closed.phase()).isEqualTo(Phase.CLOSED);
        assertThat(closed.epoch()).isEqualTo(2);
    }

    @Test
    void votesFromBeforeAClosing_openNothing() {
        open();
        says("a", 1, true, Turn.WANTED, 0);
        says("a", 1, false, Turn.SUCCEEDED, 1);

        says("b", 1, true, Turn.NONE, 0);
        Consensus after = says("c", 1, true, Turn.NONE, 0);

        assertThat(after.phase()).isEqualTo(Phase.CLOSED);
        assertThat(after.votes()).isZero();
    }

    @Test
    void resultOfAnEarlierTurn_decidesNothing() {
        open();
        says("a", 1, true, Turn.WANTED, 0);
        says("a", 1, true, Turn.FAILED, 1);
        assertThat(says("a", 1, true, Turn.WANTED, 1).term()).isEqualTo(2);

        Consensus after = says("a", 1, false, Turn.SUCCEEDED, 1);

        assertThat(after.phase()).isEqualTo(Phase.OPEN);
        assertThat(after.holder()).isEqualTo("a");
    }

    @Test
    void resultOfAnother_decidesNothing() {
        open();
        says("a", 1, true, Turn.WANTED, 0);

        assertThat(says("b", 1, false, Turn.SUCCEEDED, 1).phase()).isEqualTo(Phase.OPEN);
    }

    @Test
    void turn_isGivenToOneAtATime_andAfterTheWait() {
        open();
        assertThat(says("a", 1, true, Turn.WANTED, 0).holder()).isEqualTo("a");
        assertThat(says("b", 1, true, Turn.WANTED, 0).holder()).isEqualTo("a");

        store.advance(1_001);
        says("b", 1, true, Turn.NONE, 1);
        assertThat(says("b", 1, true, Turn.WANTED, 1).holder()).isEqualTo("b");
    }

    @Test
    void olderReportThatArrivesLater_hasNoEffect() {
        open();
        says("a", 1, true, Turn.WANTED, 0);

        Consensus late = says("a", 1, 1, false, Turn.SUCCEEDED, 1);

        assertThat(late.phase()).isEqualTo(Phase.OPEN);
    }

    @Test
    void storeThatLostEverything_learnsTheEpochAgain() {
        store.flush();

        Consensus known = says("a", 7, false, Turn.NONE, 3);

        assertThat(known.epoch()).isEqualTo(7);
        assertThat(known.term()).isEqualTo(3);
        assertThat(known.phase()).isEqualTo(Phase.NONE);
    }

    @Test
    void storeThatLostATurn_learnsItAgain() {
        open();
        says("a", 1, true, Turn.WANTED, 0);
        ModelStore backup = store.copy();

        assertThat(
                        backup.exchange(
                                        new Report(
                                                "b",
                                                "shop",
                                                99,
                                                LIMITS,
                                                List.of(held("payment", 1, 5))))
                                .breakers()
                                .get(0))
                .extracting(Consensus::holder, Consensus::term)
                .containsExactly("b", 5L);
    }

    private static Opinion held(String breaker, long epoch, long term) {
        return new Opinion(
                breaker,
                epoch,
                true,
                true,
                0,
                Turn.HELD,
                term,
                WindowShare.NONE,
                0,
                FleetAction.NONE,
                "",
                FleetAction.NONE);
    }

    @Test
    void openingThatNobodyTakesPartIn_isForgotten() {
        open();
        store.advance(2_001);

        // Of an epoch before: this one takes no part in the opening.
        assertThat(says("c", 0, false, Turn.NONE, 0).phase()).isEqualTo(Phase.NONE);
    }
}
