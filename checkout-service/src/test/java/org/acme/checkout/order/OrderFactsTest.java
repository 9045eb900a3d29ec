package org.acme.checkout.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.acme.checkout.payment.PaymentResult;
import org.acme.checkout.payment.VoidResult;
import org.acme.checkout.testing.TestDatabase;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The one table of legal pairs exists twice, in Java and in SQL: here both are held together. */
class OrderFactsTest {

    private static final Set<OrderStatus> WAITING =
            Set.of(OrderStatus.PAYMENT_PENDING, OrderStatus.CANCELLING);

    private static final Set<NextStep> DESTRUCTIVE = Set.of(NextStep.VOID, NextStep.RELEASE);

    private static Jdbi jdbi;

    @BeforeAll
    static void migrate() {
        jdbi = TestDatabase.fresh();
    }

    record Pair(PaymentFact payment, ReservationFact reservation) {}

    record Derived(@Nullable String status, @Nullable String nextStep) {}

    static List<Pair> allPairs() {
        List<Pair> pairs = new ArrayList<>();
        for (PaymentFact payment : PaymentFact.values()) {
            for (ReservationFact reservation : ReservationFact.values()) {
                pairs.add(new Pair(payment, reservation));
            }
        }
        return pairs;
    }

    @ParameterizedTest
    @MethodSource("allPairs")
    void database_andSwitch_agreeOnEveryPair(Pair pair) {
        if (OrderFacts.legal(pair.payment(), pair.reservation())) {
            OrderFacts facts = new OrderFacts(pair.payment(), pair.reservation());
            Derived derived = insert(pair, facts.isFinal());
            assertThat(derived.status()).isEqualTo(facts.status().name());
            assertThat(derived.nextStep())
                    .isEqualTo(facts.nextStep().map(NextStep::name).orElse(null));
            assertThatThrownBy(() -> insert(pair, !facts.isFinal()))
                    .isInstanceOf(JdbiException.class)
                    .hasMessageContaining("final_means_nothing_owed");
        } else {
            assertThatThrownBy(() -> new OrderFacts(pair.payment(), pair.reservation()))
                    .isInstanceOf(IllegalArgumentException.class);
            for (boolean isFinal : new boolean[] {true, false}) {
                assertThatThrownBy(() -> insert(pair, isFinal))
                        .isInstanceOf(JdbiException.class)
                        .hasMessageMatching("(?s).*(legal_facts|final_means_nothing_owed).*");
            }
        }
    }

    @Test
    void table_hasTheseManyPairs() {
        int underWay = 3 + 3 + 2;
        int ended = 2 + 3 + 4 + 4;
        int owing = 2 + 2;
        assertThat(allPairs().stream().filter(p -> OrderFacts.legal(p.payment(), p.reservation())))
                .hasSize(underWay + ended + owing);
    }

    @Test
    void whoIsToldToWait_hasAStepThatLeadsOn() {
        assertThat(allPairs())
                .filteredOn(p -> OrderFacts.legal(p.payment(), p.reservation()))
                .map(p -> new OrderFacts(p.payment(), p.reservation()))
                .filteredOn(facts -> WAITING.contains(facts.status()))
                .isNotEmpty()
                .allSatisfy(facts -> assertThat(facts.nextStep()).isPresent());
    }

    /** The rule of no return, as far as facts go: see the comment on {@link OrderFacts}. */
    @Test
    void destructiveStep_isOnlyOwed_whereNoStepLeadsBackToASale() {
        for (OrderFacts facts : legalFacts()) {
            if (facts.nextStep().filter(DESTRUCTIVE::contains).isPresent()) {
                assertThat(facts.status())
                        .as("%s", facts)
                        .isNotIn(OrderStatus.PAYMENT_PENDING, OrderStatus.CONFIRMED);
                for (OrderFacts next : after(facts)) {
                    assertThat(next.nextStep().filter(step -> !DESTRUCTIVE.contains(step)))
                            .as("%s -> %s", facts, next)
                            .isEmpty();
                    assertThat(next.status())
                            .as("%s -> %s", facts, next)
                            .isNotIn(OrderStatus.PAYMENT_PENDING, OrderStatus.CONFIRMED);
                }
            }
        }
    }

    /** A refusal, a decline or giving up never sends anything by itself, and always leads on. */
    @Test
    void newsThatEndsASale_owesWhatMayHaveBeenTaken() {
        OrderProgress held = progress(PaymentFact.PENDING, ReservationFact.HELD);
        assertThat(held.charged(new PaymentResult.Declined("no")).facts().nextStep())
                .contains(NextStep.RELEASE);
        assertThat(held.givenUp("late").facts().nextStep()).contains(NextStep.VOID);
        assertThat(progress(PaymentFact.PAID, ReservationFact.OWED).refused("no").facts())
                .isEqualTo(new OrderFacts(PaymentFact.REFUND_OWED, ReservationFact.REFUSING));
        assertThat(progress(PaymentFact.NOT_ATTEMPTED, ReservationFact.NONE).refused("no").facts())
                .isEqualTo(new OrderFacts(PaymentFact.NOT_ATTEMPTED, ReservationFact.REFUSING));
    }

    private static OrderProgress progress(PaymentFact payment, ReservationFact reservation) {
        return new OrderProgress(new OrderFacts(payment, reservation), null, null, Instant.EPOCH);
    }

    private static List<OrderFacts> legalFacts() {
        return allPairs().stream()
                .filter(p -> OrderFacts.legal(p.payment(), p.reservation()))
                .map(p -> new OrderFacts(p.payment(), p.reservation()))
                .toList();
    }

    /** Every answer that a void or a release can bring. */
    private static List<OrderFacts> after(OrderFacts facts) {
        OrderProgress before = new OrderProgress(facts, null, null, Instant.EPOCH);
        return facts.nextStep().orElseThrow() == NextStep.RELEASE
                ? List.of(before.released().facts())
                : Arrays.stream(VoidResult.values()).map(r -> before.voided(r).facts()).toList();
    }

    private static Derived insert(Pair pair, boolean isFinal) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        """
                                        INSERT INTO customer_order
                                            (order_id, idempotency_key, request_hash, customer_id,
                                             card_token, lines, total_minor, currency, payment,
                                             reservation, inventory_as_of, final_since)
                                        VALUES (:id, :key, '', 'c', 't', '[]', 0, 'EUR', :payment,
                                                :reservation, now(),
                                                CASE WHEN :final THEN now() END)
                                        RETURNING status, next_step
                                        """)
                                .bind("id", UUID.randomUUID())
                                .bind("key", UUID.randomUUID().toString())
                                .bind("payment", pair.payment())
                                .bind("reservation", pair.reservation())
                                .bind("final", isFinal)
                                .map(
                                        (row, context) ->
                                                new Derived(
                                                        row.getString("status"),
                                                        row.getString("next_step")))
                                .one());
    }
}
