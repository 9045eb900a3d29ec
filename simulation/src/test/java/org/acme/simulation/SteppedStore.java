package org.acme.simulation;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.acme.checkout.order.Claim;
import org.acme.checkout.order.NextStep;
import org.acme.checkout.order.Order;
import org.acme.checkout.order.OrderFacts;
import org.acme.checkout.order.OrderProgress;
import org.acme.checkout.order.OrderStore;
import org.acme.checkout.order.PaymentFact;
import org.acme.checkout.order.Purchase;
import org.acme.checkout.order.ReservationFact;
import org.acme.checkout.settlement.SettlementStore;

/**
 * The database as one process uses it: the process may be killed or paused before and after each
 * statement.
 */
final class SteppedStore implements OrderStore, SettlementStore {

    /** The connection broke; it is unknown whether the statement was carried out. */
    static final class NoAnswer extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private NoAnswer(String what) {
            super(what, null, false, false);
        }
    }

    private final History history;
    private final MemoryStore store;
    private final Replica.Life life;

    /** Used only by a seeded bug: orders before a charge whose PENDING was not saved. */
    private final Map<UUID, Order> notNoted = new HashMap<>();

    SteppedStore(History history, Replica.Life life) {
        this.history = history;
        this.store = history.store;
        this.life = life;
    }

    private <T> T statement(String words, Supplier<T> work) {
        life.step();
        double trouble = history.chances().database();
        if (history.happens(trouble)) {
            throw new NoAnswer(words + ": the database is gone");
        }
        T result = work.get();
        if (history.isTraced()) {
            history.trace(life.name(), words + " -> " + shown(result));
        }
        if (history.happens(trouble)) {
            throw new NoAnswer(words + ": the connection broke behind the commit");
        }
        life.step();
        return result;
    }

    private static Object shown(Object result) {
        if (result instanceof Optional<?> found) {
            return found.map(SteppedStore::shown);
        } else if (result instanceof List<?> list) {
            return list.stream().map(SteppedStore::shown).toList();
        } else if (result instanceof Order order) {
            return order.purchase().idempotencyKey() + order.facts();
        }
        return result;
    }

    @Override
    public Optional<Order> byKey(String idempotencyKey) {
        return statement("look for " + idempotencyKey, () -> store.byKey(idempotencyKey));
    }

    @Override
    public Optional<Order> byId(UUID orderId) {
        return statement("look for " + history.key(orderId), () -> store.byId(orderId));
    }

    @Override
    public Optional<Order> insert(
            Purchase purchase, OrderProgress start, Claim claim, Duration lease) {
        return statement(
                "insert " + purchase.idempotencyKey(),
                () -> store.insert(purchase, start, claim, lease));
    }

    @Override
    public boolean saveProgress(Claim claim, Order before, OrderProgress after) {
        if (history.mutation == Mutation.CHARGE_IS_NOT_NOTED
                && after.facts().payment() == PaymentFact.PENDING) {
            notNoted.put(before.id(), before);
            return true;
        }
        return statement(
                "note " + shown(before) + " as " + after.facts(),
                () -> {
                    unfence(claim, before);
                    return counted(before, store.saveProgress(claim, before, after));
                });
    }

    @Override
    public boolean finish(
            Claim claim, Order before, OrderProgress after, int attempts, Duration pause) {
        Order unnoted = notNoted.remove(before.id());
        OrderProgress written = mutated(after);
        return statement(
                "finish " + shown(before) + " as " + written.facts(),
                () -> {
                    if (unnoted != null) {
                        store.saveProgress(claim, unnoted, before.progress());
                    }
                    unfence(claim, before);
                    return counted(before, store.finish(claim, before, written, attempts, pause));
                });
    }

    private boolean counted(Order before, boolean written) {
        if (written && before.facts().isFinal()) {
            history.records.violations.add(shown(before) + " was final, and was written again");
        }
        if (!written) {
            history.records.count("results of a lost claim");
        }
        return written;
    }

    private void unfence(Claim claim, Order before) {
        if (history.mutation == Mutation.NO_FENCE) {
            store.unfence(claim, before);
        }
    }

    private OrderProgress mutated(OrderProgress after) {
        OrderFacts facts = after.facts();
        if (history.mutation == Mutation.REFUSAL_IS_FINAL_WITHOUT_A_RELEASE
                && facts.payment() == PaymentFact.NOT_ATTEMPTED
                && facts.reservation() == ReservationFact.REFUSING) {
            return withFacts(after, facts.with(ReservationFact.REFUSED));
        }
        if (history.mutation == Mutation.GIVEN_UP_IS_FAILED_UNCONFIRMED
                && facts.equals(OrderFacts.GIVEN_UP)) {
            return withFacts(after, new OrderFacts(PaymentFact.VOIDED, ReservationFact.RELEASED));
        }
        return after;
    }

    private static OrderProgress withFacts(OrderProgress progress, OrderFacts facts) {
        return new OrderProgress(
                facts, progress.chargeId(), progress.reason(), progress.inventoryAsOf());
    }

    @Override
    public List<Order> claim(Claim claim, Set<NextStep> steps, int limit, Duration lease) {
        return claimed(statement("claim", () -> store.claim(claim, steps, limit, lease)));
    }

    @Override
    public List<Order> claimOverdue(Claim claim, Duration age, int limit, Duration lease) {
        List<Order> overdue =
                claimed(
                        statement(
                                "claim overdue",
                                () -> store.claimOverdue(claim, age, limit, lease)));
        if (history.mutation == Mutation.RELEASE_BEFORE_GIVING_UP_IS_COMMITTED) {
            overdue.forEach(
                    order ->
                            history.scheduler.after(
                                    history.travel(), () -> history.inventory.release(order.id())));
        }
        return overdue;
    }

    private List<Order> claimed(List<Order> orders) {
        orders.forEach(order -> history.records.count("steps: " + order.facts()));
        return orders;
    }

    @Override
    public void releaseClaim(Claim claim, Order order) {
        statement(
                "let go of " + shown(order),
                () -> {
                    store.releaseClaim(claim, order);
                    return true;
                });
    }
}
