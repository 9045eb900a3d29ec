package org.acme.gateway.charge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.acme.chassis.deadline.CallerDeadline;
import org.acme.gateway.charge.ChargeOutcome.Entered;
import org.acme.gateway.charge.ChargeOutcome.Repeated;
import org.acme.gateway.database.LedgerDatabase;
import org.acme.simulation.ServiceDatabases;
import org.junit.jupiter.api.Test;

/** The simulated ledger returns the same results as the real one on PostgreSQL. */
class MemoryLedgerTest {

    private static final CallerDeadline ENDLESS = CallerDeadline.none();

    @Test
    void randomCharges_endAlike_inMemoryAndInPostgres() throws Exception {
        try (ServiceDatabases databases = ServiceDatabases.start()) {
            Ledger ledger = new Ledger(LedgerDatabase.of(databases.of("payment-gateway-stub")));
            MemoryLedger twin = new MemoryLedger();
            SplittableRandom random = new SplittableRandom(20261130);
            for (int i = 0; i < 400; i++) {
                String order = "order-" + i / 12 + "-" + random.nextInt(2);
                if (random.nextInt(4) == 0) {
                    VoidedOrder voided = ledger.voidOrder(order).await().indefinitely();
                    assertThat(twin.voidOrder(order)).isEqualTo(voided.status());
                } else {
                    String key = random.nextInt(4) == 0 ? "other-" + i / 12 : order;
                    ChargeOrder wish =
                            new ChargeOrder(
                                    key,
                                    order,
                                    random.nextInt(5) == 0 ? 200 : 100,
                                    "EUR",
                                    random.nextInt(3) == 0
                                            ? CardToken.TOK_DECLINED
                                            : CardToken.TOK_OK);
                    ChargeOutcome real = ledger.charge(wish, ENDLESS).await().indefinitely();
                    assertThat(words(twin.charge(wish))).isEqualTo(words(real));
                }
                assertThat(states(twin.charges(order)))
                        .isEqualTo(states(ledger.findByOrder(order, 100).await().indefinitely()));
            }
        }
    }

    private static String words(ChargeOutcome outcome) {
        String name = outcome.getClass().getSimpleName();
        if (outcome instanceof Entered entered) {
            return name + states(List.of(entered.charge()));
        } else if (outcome instanceof Repeated repeated) {
            return name + states(List.of(repeated.charge()));
        }
        return name;
    }

    /** Without the tombstone that the real one lists, too. */
    private static List<String> states(List<Charge> charges) {
        List<String> states = new ArrayList<>();
        for (Charge charge : charges) {
            if (charge.chargeId() != null) {
                states.add(
                        charge.orderId()
                                + charge.status()
                                + charge.amountMinor()
                                + charge.declineReason());
            }
        }
        return states.stream().sorted().toList();
    }
}
