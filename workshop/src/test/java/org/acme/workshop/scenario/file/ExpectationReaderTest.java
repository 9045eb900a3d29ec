package org.acme.workshop.scenario.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.acme.workshop.lane.Lane;
import org.acme.workshop.scenario.file.Expectation.Comparison;
import org.acme.workshop.scenario.file.Measure.Quantity;
import org.acme.workshop.scenario.file.Measure.Tally;
import org.acme.workshop.traffic.Operation;
import org.acme.workshop.traffic.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpectationReaderTest {

    @Test
    void answered_overTheWholeRun() throws Exception {
        assertThat(ExpectationReader.read("protected.checkout.answered >= 99.9%"))
                .isEqualTo(
                        new Expectation.Compare(
                                new Measure.Users(
                                        Lane.PROTECTED,
                                        Operation.CHECKOUT,
                                        new Quantity.Answered()),
                                Comparison.AT_LEAST,
                                new Bound.Fixed(99.9),
                                new Span.WholeRun()));
    }

    @Test
    void contrast_betweenTheLanes_decides() throws Exception {
        Expectation read =
                ExpectationReader.read(
                        "protected.products.p99 <= 1/10 of unprotected during the fault");

        assertThat(read)
                .isEqualTo(
                        new Expectation.Compare(
                                new Measure.Users(
                                        Lane.PROTECTED,
                                        Operation.PRODUCTS,
                                        new Quantity.Latency(99)),
                                Comparison.AT_MOST,
                                new Bound.OfLane(0.1, Lane.UNPROTECTED),
                                new Span.DuringTheFault()));
        assertThat(read.decides()).isTrue();
    }

    @Test
    void alert_shownInTime() throws Exception {
        assertThat(
                        ExpectationReader.read(
                                "protected.alert.BreakerNotClosed shown within 30s of the fault"))
                .isEqualTo(
                        new Expectation.Alerts(
                                Lane.PROTECTED,
                                "BreakerNotClosed",
                                true,
                                Duration.ofSeconds(30),
                                new Anchor.FaultBegins()));
    }

    @Test
    void absoluteLatency_onlyWarns() throws Exception {
        assertThat(ExpectationReader.read("unprotected.products.p99 >= 2s").decides()).isFalse();
        assertThat(
                        ExpectationReader.read(
                                        "protected.products.p99 <= max(3 x before the fault, 150ms)"
                                                + " during the fault")
                                .decides())
                .isFalse();
    }

    @Test
    void theLargerOfTwo() throws Exception {
        Expectation.Compare read =
                (Expectation.Compare)
                        ExpectationReader.read(
                                "protected.products.p99 <= max(3 x before the fault, 150ms)"
                                        + " from 5s to 20s");

        assertThat(read.bound())
                .isEqualTo(
                        new Bound.Larger(
                                new Bound.OfSpan(3, new Span.BeforeTheFault()),
                                new Bound.Fixed(150)));
        assertThat(read.span())
                .isEqualTo(new Span.Between(Duration.ofSeconds(5), Duration.ofSeconds(20)));
    }

    @Test
    void breaker_withinATimeOfAnInstant() throws Exception {
        assertThat(
                        ExpectationReader.read(
                                "protected.breaker.payment closed within 8s of the fault's end"))
                .isEqualTo(
                        new Expectation.Reaches(
                                Lane.PROTECTED,
                                "payment",
                                "closed",
                                Duration.ofSeconds(8),
                                new Anchor.FaultEnds()));
    }

    @Test
    void outcome_isAShareOrACountByItsUnit() throws Exception {
        Expectation.Compare share =
                (Expectation.Compare) ExpectationReader.read("protected.checkout.pending < 5%");
        Expectation.Compare count =
                (Expectation.Compare) ExpectationReader.read("protected.checkout.pending < 5");

        assertThat(share.measure()).isEqualTo(pending(new Quantity.Share(Outcome.PENDING)));
        assertThat(count.measure()).isEqualTo(pending(new Quantity.Count(Outcome.PENDING)));
    }

    private static Measure pending(Quantity quantity) {
        return new Measure.Users(Lane.PROTECTED, Operation.CHECKOUT, quantity);
    }

    @Test
    void servicesCounts_compareLikeThoseOfUsers() throws Exception {
        assertThat(
                        ExpectationReader.read(
                                "protected.gateway.load <= 1/2 of unprotected from 5s to 20s"))
                .isEqualTo(
                        new Expectation.Compare(
                                new Measure.Services(Lane.PROTECTED, Tally.GATEWAY_LOAD),
                                Comparison.AT_MOST,
                                new Bound.OfLane(0.5, Lane.UNPROTECTED),
                                new Span.Between(Duration.ofSeconds(5), Duration.ofSeconds(20))));
        assertThat(
                        ExpectationReader.read(
                                "protected.gateway.arrivals >= 2 x from 1s to 2s from 3s to 4s"))
                .isEqualTo(
                        new Expectation.Compare(
                                new Measure.Services(Lane.PROTECTED, Tally.GATEWAY_ARRIVALS),
                                Comparison.AT_LEAST,
                                new Bound.OfSpan(
                                        2,
                                        new Span.Between(
                                                Duration.ofSeconds(1), Duration.ofSeconds(2))),
                                new Span.Between(Duration.ofSeconds(3), Duration.ofSeconds(4))));
    }

    @Test
    void openings_areCounted_allOrOnlyTrips() throws Exception {
        Span span = new Span.DuringTheFault();
        assertThat(
                        ExpectationReader.read(
                                "protected.breaker.payment opened at least 3 times during the"
                                        + " fault"))
                .isEqualTo(
                        new Expectation.Opens(
                                Lane.PROTECTED, "payment", false, Comparison.AT_LEAST, 3, span));
        assertThat(
                        ExpectationReader.read(
                                "protected.breaker.all tripped at most 1 times during the fault"))
                .isEqualTo(
                        new Expectation.Opens(
                                Lane.PROTECTED, "all", true, Comparison.AT_MOST, 1, span));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "invariants hold at the end",
                "protected.invariants hold at the end",
                "no arrivals dropped",
                "protected.pending settled within 30s of the fault's end",
                "protected.pending settled as CONFIRMED >= 95%",
                "unprotected.orders settled as CONFIRMED <= 50% during the fault",
                "protected.breaker.payment never tripped",
                "protected.breaker.inventory never tripped after the fault",
                "protected.breaker.payment opened within 3s of 15s",
                "unprotected.products.answered < that of protected during fault",
                "protected.checkout.p99.9 <= 1.5s after the fault",
                "protected.checkout.max <= 5s"
            })
    void understood(String sentence) throws Exception {
        assertThat(ExpectationReader.read(sentence)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "secure.checkout.answered >= 1%|'secure' is unknown; allowed: protected",
                "protected.basket.answered >= 1%|'basket' is unknown; allowed: checkout",
                "protected.checkout.p99 <= 12|'12' must be a time such as",
                "protected.checkout.p99 <= 12 sec|'12' must be a time such as",
                "protected.checkout.p99 <= 12h|'12h' must be a time such as",
                "protected.checkout.answered >= 99|'99' must be a percentage",
                "protected.checkout.answered >= 850%|'850%' must be a percentage up to 100%",
                "protected.orders settled as CONFIRMED >= 100.1%|'100.1%' must be a percentage",
                "protected.checkout.speed >= 1|metric 'speed' is unknown; allowed for checkout",
                "protected.products.confirmed >= 1|metric 'confirmed' is unknown",
                "protected.checkout.answered == 1%|'==' is unknown; allowed: >=",
                "protected.breaker.stock never tripped|breaker 'stock' is unknown; allowed: all",
                "protected.breaker.payment melted|'melted' is unknown; allowed: opened",
                "protected.breaker.payment opened within 3s|it ends where 'of' should follow",
                "protected.breaker.payment opened within 3 of the fault|'3' must be a time",
                "protected.pending settled as FAILED >= 1%|'FAILED' stands where 'CONFIRMED'",
                "protected.pending settled as CONFIRMED >= 7|'7' must be a percentage",
                "protected.pending settled by 3s|'by' is unknown; allowed: within, as",
                "protected.orders settled within 3s of 1s|'within' is unknown; allowed: as",
                "invariants hold|it ends where 'at' should follow",
                "protected.checkout.answered >= 1% during the night|'night' stands where 'fault'",
                "protected.checkout.answered >= 1% sometimes|'sometimes' is one word too many",
                "protected.checkout|'protected.checkout' is unknown; allowed after the lane",
                "protected.products.p99 <= 1/0 of unprotected|'1/0' must be a time",
                "protected.products.p99 <= 3s from 9s to 4s|a span must end after it begins",
            })
    void refused_withTheWordAndWhatIsAllowed(String sentence, String reason) {
        assertThatThrownBy(() -> ExpectationReader.read(sentence))
                .isInstanceOf(NotUnderstoodException.class)
                .hasMessageContaining(reason);
    }
}
