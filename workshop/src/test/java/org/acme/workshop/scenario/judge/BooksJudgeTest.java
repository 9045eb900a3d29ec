package org.acme.workshop.scenario.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.acme.workshop.audit.Invariant;
import org.acme.workshop.audit.LaneVerdict;
import org.acme.workshop.audit.LaneVerdict.Judgement;
import org.acme.workshop.lane.Lane;
import org.acme.workshop.scenario.judge.ExpectationResult.State;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BooksJudgeTest {

    private static LaneVerdict verdict(LaneVerdict.State state, @Nullable String reason) {
        List<Judgement> judgements =
                state == LaneVerdict.State.BROKEN
                        ? List.of(
                                new Judgement(
                                        Invariant.ONE_CHARGE_AN_ORDER,
                                        2,
                                        List.of("order 7 has two", "order 8 has two")))
                        : List.of();
        return new LaneVerdict(
                Lane.PROTECTED,
                state,
                Instant.EPOCH,
                Instant.EPOCH,
                900,
                3,
                0,
                900,
                0,
                0,
                reason,
                judgements);
    }

    private static ExpectationResult together(ExpectationResult here, ExpectationResult there) {
        Map<Lane, ExpectationResult> results = new EnumMap<>(Lane.class);
        results.put(Lane.PROTECTED, here);
        results.put(Lane.UNPROTECTED, there);
        return BooksJudge.together(results);
    }

    @Test
    void booksThatHold_nameWhatWasJudged_andWhatIsOpen() {
        assertThat(BooksJudge.of(verdict(LaneVerdict.State.HOLD, null), 12))
                .isEqualTo(ExpectationResult.met("12 orders audited, 3 open"));
    }

    /** Orders of runs before don't count: this one has proved nothing. */
    @Test
    void nothingJudged_isNoSuccess() {
        assertThat(BooksJudge.of(verdict(LaneVerdict.State.HOLD, null), 0))
                .isEqualTo(ExpectationResult.unknown("no order of this run was audited, 3 open"));
    }

    @Test
    void brokenBooks_tellWhatIsBroken_evenIfNothingIsNew() {
        assertThat(BooksJudge.of(verdict(LaneVerdict.State.BROKEN, null), 0))
                .isEqualTo(
                        ExpectationResult.missed(
                                "2 x one-charge-an-order, for example order 7 has two;"
                                        + " 0 orders audited, 3 open"));
    }

    @Test
    void unreadBooks_sayWhy() {
        assertThat(BooksJudge.of(verdict(LaneVerdict.State.UNKNOWN, "payment is silent"), 5))
                .isEqualTo(
                        ExpectationResult.unknown("payment is silent, 5 orders audited, 3 open"));
    }

    @Test
    void lanes_areOnlyAsGoodAsTheWorst() {
        ExpectationResult met = ExpectationResult.met("fine");
        ExpectationResult unknown = ExpectationResult.unknown("silent");
        ExpectationResult missed = ExpectationResult.missed("wrong");

        assertThat(together(met, met))
                .isEqualTo(ExpectationResult.met("protected: fine; unprotected: fine"));
        assertThat(together(met, unknown).state()).isEqualTo(State.UNKNOWN);
        assertThat(together(unknown, met).state()).isEqualTo(State.UNKNOWN);
        assertThat(together(unknown, missed).state()).isEqualTo(State.MISSED);
        assertThat(together(missed, unknown).state()).isEqualTo(State.MISSED);
    }
}
