package org.acme.simulation;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.acme.breaker.Ticker;
import org.acme.breaker.retry.Backoff;
import org.acme.chassis.problem.ProblemException;
import org.acme.checkout.catalogue.Catalogue;
import org.acme.checkout.order.Backlog;
import org.acme.checkout.order.Checkout;
import org.acme.checkout.order.CheckoutOutcome;
import org.acme.checkout.order.CheckoutRequest;
import org.acme.checkout.order.Claim;
import org.acme.checkout.order.Order;
import org.acme.checkout.order.Pricing;
import org.acme.checkout.settlement.SimulatedSettlement;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Jdbi;

/** A checkout process that is killed and started again. */
final class Replica {

    private static final MeterRegistry METERS = new SimpleMeterRegistry();
    private static final int WORKERS = 4;
    private static final long HANDING_OVER = 2 * History.MILLI;
    private static final Jdbi NO_DATABASE =
            Jdbi.create(
                    (ConnectionFactory)
                            () -> {
                                throw new IllegalStateException("no code here asks PostgreSQL");
                            });

    private final History history;
    private final String name;
    private final Clock clock;
    private final double rate;
    private Life life;

    Replica(History history, int index, Clock clock, double rate) {
        this.history = history;
        this.name = "checkout-" + index;
        this.clock = clock;
        this.rate = rate;
        this.life = new Life();
    }

    void start() {
        life.settleForEver();
    }

    /** Handles a buyer's request; while the process is down, the buyer gets no response. */
    void place(String key, CheckoutRequest request) {
        if (!life.killed) {
            life.place(key, request);
        }
    }

    private void restart() {
        history.scheduler.after(
                history.below(5 * History.SECOND),
                () -> {
                    life = new Life();
                    life.settleForEver();
                });
    }

    /** The time from one start to the next kill. Nothing in memory survives it. */
    final class Life {

        private final Checkout checkout;
        private final SimulatedSettlement settlement;
        private final Catalogue catalogue;
        private boolean killed;
        private int busy;

        private Life() {
            SteppedStore store = new SteppedStore(history, this);
            Policies policies = new Policies(history, this, this::nanos);
            catalogue = new Catalogue(Settings.CATALOGUE, ticker());
            Pricing pricing =
                    new Pricing(
                            catalogue,
                            new Backlog(NO_DATABASE, Settings.ORDER, METERS, ticker()),
                            clock);
            checkout =
                    new Checkout(
                            store,
                            catalogue,
                            pricing,
                            policies.inventory(),
                            policies.payment(),
                            clock);
            settlement =
                    new SimulatedSettlement(
                            store,
                            store,
                            policies.inventory(),
                            policies.payment(),
                            history.giveUpAfter,
                            clock,
                            this::nanos,
                            Backoff.exponential(
                                    Duration.ofMillis(250),
                                    Duration.ofSeconds(5),
                                    history.chance()),
                            METERS);
        }

        String name() {
            return name;
        }

        private Ticker ticker() {
            return new Ticker() {
                @Override
                public long nanos() {
                    return Life.this.nanos();
                }

                @Override
                public Instant wallTime() {
                    return clock.instant();
                }
            };
        }

        private long nanos() {
            return (long) (history.scheduler.now() * rate);
        }

        /** A point between two lines of a process at which it may be killed or paused. */
        void step() {
            endIfKilled();
            Chances chances = history.chances();
            if (history.happens(chances.killed())) {
                killed = true;
                history.trace(name, "is killed");
                history.records.count("kills");
                restart();
                throw new Scheduler.Crash();
            }
            if (history.happens(chances.paused())) {
                history.records.count("pauses");
                history.scheduler.sleep(history.below(chances.latest()));
                endIfKilled();
            }
        }

        private void endIfKilled() {
            if (killed) {
                throw new Scheduler.Crash();
            }
        }

        private void place(String key, CheckoutRequest request) {
            history.trace(name, "takes " + key + " " + request.items() + " " + request.cardToken());
            refresh();
            try {
                tell(key, checkout.place(key, request));
            } catch (ProblemException | SteppedStore.NoAnswer e) {
                history.trace(name, key + " is answered with an error: " + e.getMessage());
            }
        }

        private void tell(String key, CheckoutOutcome outcome) {
            step();
            history.trace(name, key + " is answered " + outcome.getClass().getSimpleName());
            Optional<Order> order =
                    outcome instanceof CheckoutOutcome.Placed placed
                            ? Optional.of(placed.order())
                            : outcome instanceof CheckoutOutcome.Repeated repeated
                                    ? Optional.of(repeated.order())
                                    : Optional.empty();
            order.ifPresent(told -> history.records.told.add(new History.Told(key, told)));
        }

        /** The snapshot has the age of the last refresh, and may promise more than is left. */
        private void refresh() {
            if (catalogue.fresh().isEmpty() || history.random.nextInt(3) == 0) {
                catalogue.refreshed(history.inventory.products(), catalogue.now());
            }
        }

        private void settleForEver() {
            history.scheduler.spawn(history.below(History.SECOND), this::rounds);
        }

        private void rounds() {
            while (!history.isOver()) {
                endIfKilled();
                try {
                    round();
                } catch (SteppedStore.NoAnswer e) {
                    history.trace(name, "settlement pauses: " + e.getMessage());
                }
                history.scheduler.sleep(500 * History.MILLI + history.below(History.SECOND));
            }
        }

        private void round() {
            Claim claim = Claim.create();
            List<Order> claimed = settlement.begin(claim, WORKERS - busy);
            for (Order order : claimed) {
                busy++;
                history.scheduler.spawn(history.below(HANDING_OVER), () -> take(claim, order));
            }
        }

        private void take(Claim claim, Order order) {
            try {
                endIfKilled();
                settlement.take(claim, order);
            } catch (SteppedStore.NoAnswer e) {
                history.trace(name, "its claim will run out: " + e.getMessage());
            } finally {
                busy--;
            }
        }
    }
}
