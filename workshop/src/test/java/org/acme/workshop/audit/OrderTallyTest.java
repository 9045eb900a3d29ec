package org.acme.workshop.audit;

import static org.acme.workshop.audit.AuditedLines.LATER;
import static org.acme.workshop.audit.AuditedLines.START;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What became of the orders of a stretch of time. */
class OrderTallyTest {

    private final AuditedLines lines = new AuditedLines();

    @Test
    void judgedOrders_areKnownByTheirAge() {
        lines.order("o1", "CONFIRMED");
        lines.charge("c1", "o1", "paid", 1180);
        lines.reservation("o1", true);
        assertThat(OrderTally.judgedSince(lines.book.orders().all(), START))
                .as("before anybody judged")
                .isZero();
        assertThat(lines.findings()).isEmpty();

        assertThat(OrderTally.judgedSince(lines.book.orders().all(), START)).isOne();
        assertThat(OrderTally.judgedSince(lines.book.orders().all(), START.plusSeconds(1)))
                .isZero();
    }

    @Test
    void stragglers_areThoseNotFinalInTime() {
        lines.order("in-time", "DECLINED");
        lines.tell(lines.order("late", "k", START, "CONFIRMED", 1, START.plusSeconds(31)));
        lines.tell(lines.order("never", "k", START, "PAYMENT_PENDING", 1, null));
        lines.tell(lines.order("after", "k", LATER, "PAYMENT_PENDING", 1, null));

        assertThat(
                        OrderTally.stragglers(
                                lines.book.orders().all(),
                                START,
                                START.plusSeconds(1),
                                START.plusSeconds(30)))
                .extracting(OrderTally.Straggler::orderId)
                .containsExactly("late", "never");
    }
}
