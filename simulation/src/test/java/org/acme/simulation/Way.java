package org.acme.simulation;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.acme.checkout.order.NextStep;
import org.acme.checkout.order.OrderFacts;
import org.acme.checkout.order.OrderProgress;
import org.acme.checkout.order.OrderStatus;
import org.acme.checkout.order.ReservationFact;
import org.acme.checkout.payment.PaymentResult;
import org.acme.checkout.payment.VoidResult;

/** One possible history of an order: its current facts, and every call that was sent for it. */
record Way(OrderFacts facts, Set<NextStep> sent) {

    private Way to(OrderFacts next) {
        return new Way(next, sent);
    }

    private Way sending(NextStep call) {
        Set<NextStep> more = EnumSet.of(call);
        more.addAll(sent);
        return new Way(facts, more);
    }

    /** Lists all histories, breadth first, that a request or settlement can produce. */
    static Set<Way> all() {
        Set<Way> ways = new HashSet<>();
        Deque<Way> next = new ArrayDeque<>();
        next.add(new Way(OrderFacts.NEW, EnumSet.noneOf(NextStep.class)));
        while (!next.isEmpty()) {
            Way way = next.remove();
            if (ways.add(way)) {
                next.addAll(after(way));
            }
        }
        return ways;
    }

    private static List<Way> after(Way way) {
        List<Way> next = new ArrayList<>();
        OrderProgress progress = new OrderProgress(way.facts(), null, null, Instant.EPOCH);
        if (way.facts().status() == OrderStatus.PAYMENT_PENDING) {
            next.add(way.to(progress.givenUp("").facts()));
        }
        if (way.facts().equals(OrderFacts.NEW)) {
            next.add(way.to(progress.owed(Instant.EPOCH).facts()));
            if (way.sent().isEmpty()) {
                next.add(way.to(progress.refusedUnasked("").facts()));
            }
        }
        if (way.facts().status() == OrderStatus.PAYMENT_PENDING
                && way.facts().reservation() == ReservationFact.OWED) {
            // A request continues with the charge after the snapshot's promise.
            next.addAll(taking(way, NextStep.CHARGE, progress));
        }
        way.facts().nextStep().ifPresent(step -> next.addAll(taking(way, step, progress)));
        return next;
    }

    /** Lists the results of a step: no answer, or any possible answer. */
    private static List<Way> taking(Way way, NextStep step, OrderProgress progress) {
        Way sent = way.sending(step);
        return switch (step) {
            case RESERVE ->
                    List.of(
                            sent,
                            sent.to(progress.held(Instant.EPOCH).facts()),
                            sent.to(progress.refused("").facts()));
            case CHARGE -> {
                OrderProgress charging = progress.charging();
                yield Stream.concat(
                                Stream.of(sent.to(charging.facts())),
                                Stream.of(
                                                new PaymentResult.Paid("ch"),
                                                new PaymentResult.Declined(""),
                                                new PaymentResult.Voided())
                                        .map(result -> sent.to(charging.charged(result).facts())))
                        .toList();
            }
            case VOID ->
                    Stream.concat(
                                    Stream.of(sent),
                                    Arrays.stream(VoidResult.values())
                                            .map(
                                                    result ->
                                                            sent.to(
                                                                    progress.voided(result)
                                                                            .facts())))
                            .toList();
            case RELEASE -> List.of(sent, sent.to(progress.released().facts()));
        };
    }
}
