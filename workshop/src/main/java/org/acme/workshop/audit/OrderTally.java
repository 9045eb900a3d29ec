package org.acme.workshop.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.acme.workshop.traffic.AnsweredKeys.AnsweredKey;
import org.acme.workshop.traffic.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * The results of the orders created in a time span, according to the books.
 *
 * @param orders orders that count
 * @param confirmed of those, the ones that are CONFIRMED, final, judged, and without a finding
 * @param unfinished of those, the ones that aren't final yet or aren't judged yet
 * @param complete whether all of them are still in memory
 */
public record OrderTally(long orders, long confirmed, long unfinished, boolean complete) {

    /** An order that did not become final in time. */
    record Straggler(String orderId, String status) {}

    /**
     * Counts the orders created in a time span.
     *
     * @param told only those whose users got this answer; null for all that are in the books
     */
    static OrderTally of(OrderRecords records, Instant from, Instant to, @Nullable Outcome told) {
        long orders = 0;
        long confirmed = 0;
        long unfinished = 0;
        for (OrderRecord record : records.all()) {
            Fact.Order order = record.order;
            if (order == null || !isIn(order, from, to) || !wasTold(record, told)) {
                continue;
            }
            orders++;
            if (order.finalSince() == null || !record.judged) {
                unfinished++;
            } else if (order.confirmed() && record.findings.isEmpty()) {
                confirmed++;
            }
        }
        return new OrderTally(
                orders, confirmed, unfinished, records.forgottenUpTo().isBefore(from));
    }

    private static boolean wasTold(OrderRecord record, @Nullable Outcome told) {
        AnsweredKey promise = record.told;
        return told == null || promise != null && promise.told().outcome() == told;
    }

    /**
     * Returns orders created in a time span that became final after {@code deadline}, or not yet.
     */
    static List<Straggler> stragglers(
            Collection<OrderRecord> records, Instant from, Instant to, Instant deadline) {
        List<Straggler> late = new ArrayList<>();
        for (OrderRecord record : records) {
            Fact.Order order = record.order;
            if (order != null && isIn(order, from, to) && isLate(order.finalSince(), deadline)) {
                late.add(new Straggler(order.orderId(), order.status()));
            }
        }
        return late;
    }

    private static boolean isLate(@Nullable Instant finalSince, Instant deadline) {
        return finalSince == null || finalSince.isAfter(deadline);
    }

    private static boolean isIn(Fact.Order order, Instant from, Instant to) {
        return !order.createdAt().isBefore(from) && order.createdAt().isBefore(to);
    }

    /** Counts the judged orders in memory that were created since {@code from}. */
    static long judgedSince(Collection<OrderRecord> records, Instant from) {
        return records.stream()
                .filter(record -> record.judged && isSince(record.order, from))
                .count();
    }

    private static boolean isSince(Fact.@Nullable Order order, Instant from) {
        return order != null && !order.createdAt().isBefore(from);
    }
}
