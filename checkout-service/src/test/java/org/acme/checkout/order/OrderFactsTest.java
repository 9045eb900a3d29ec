package org.acme.checkout.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
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
        int ended = 1 + 3 + 3 + 3;
        int owing = 1 + 2;
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
