package org.acme.checkout.settlement;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.acme.breaker.Ticker;
import org.acme.breaker.redis.LivingReplicas;
import org.acme.chassis.problem.DatabaseTrouble;
import org.acme.checkout.inventory.InventoryPolicy;
import org.acme.checkout.order.Claim;
import org.acme.checkout.order.Order;
import org.acme.checkout.payment.PaymentPolicy;
import org.jboss.logging.Logger;

/**
 * Finishes the orders that a request could not finish: it calls inventory and the gateway again
 * until the order is final. Runs in every replica.
 *
 * <p><b>Why it exists.</b> A request stores the order first and then makes remote calls. It may end
 * with a payment whose result is unknown, with stock that was promised from the snapshot, or not at
 * all because the process crashed. In each case the committed {@link
 * org.acme.checkout.order.OrderFacts} say which step is owed. Settlement needs nothing else: no
 * message queue and no memory of the request.
 *
 * <p><b>How it works.</b> One dispatcher thread claims due orders and hands them to worker threads.
 * A {@link SettlementStep} makes one remote call for an order and stores one new fact. An order
 * that needs several calls comes back for each of them. An order whose payment is pending for too
 * long is given up: its charge is voided and its stock released, which are owed steps like all
 * others.
 *
 * <p><b>Claims.</b> A {@link Claim} is a lease in the order's row, not a database lock: no
 * transaction is open during a remote call. It lasts as long as one call can take, plus a margin,
 * at most 40 s. If a process crashes, its claims expire and another replica takes the orders. If a
 * worker is only slow, its late result is not stored, because the order has a new claim by then.
 * The call may have been made twice, which is harmless: charges and reservations are idempotent,
 * and voids and releases are only sent when the order can no longer become a sale.
 *
 * <p><b>Load.</b> The dispatcher claims only as many orders as there are idle workers and tokens
 * of the rate limiter, so that a claim never expires in a queue, and a recovered dependency is not
 * flooded by the backlog. {@link SharedRate} divides both among the living replicas. Calls use the
 * users' breaker. If it rejects one, the order is released without counting an attempt, and {@link
 * Gates} holds back orders that need this dependency. Settlement may send the breaker's probe, so
 * a breaker closes again even without users.
 *
 * <p><b>What readers get wrong.</b> An attempt that fails is not lost work: the facts stay, and the
 * order is due again after a backoff. And an error here never ends the dispatcher: it waits a
 * second and tries again, because this process has no other settlement.
 *
 * <p><b>Shutdown.</b> When the process is asked to stop, settlement claims nothing more. At the end
 * it releases the claims of the calls that are still in flight, so that another replica does not
 * have to wait until they expire.
 */
@ApplicationScoped
public class Settlement {

    private static final Logger LOG = Logger.getLogger(Settlement.class);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);
    private static final Duration TIMEOUT = Duration.ofMillis(500);

    private final SettlementRound round;
    private final SettlementConfig config;
    private final SharedRate rate;
    private final Semaphore idleWorkers;
    private final ExecutorService workers;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread dispatcher;
    private final Map<Order, Claim> inFlight = new ConcurrentHashMap<>();

    /** When the last round ended without an error. Written by the dispatcher, read by the gauge. */
    private volatile long lastRoundAt = System.nanoTime();

    /** Whether the last round failed. Confined to the dispatcher. */
    private boolean inTrouble;

    public Settlement(
            SettlementStore store,
            SettlementStep step,
            SettlementConfig config,
            PaymentPolicy payment,
            InventoryPolicy inventory,
            LivingReplicas replicas,
            MeterRegistry meters) {
        this.config = config;
        this.round =
                new SettlementRound(
                        store,
                        step,
                        config.giveUpAfter(),
                        lease(payment, inventory),
                        System::nanoTime);
        this.rate =
                new SharedRate(config.perSecond(), config.concurrency(), replicas, Ticker.system());
        this.idleWorkers = new Semaphore(config.concurrency());
        this.workers = Executors.newFixedThreadPool(config.concurrency(), Settlement::worker);
        this.dispatcher = new Thread(this::dispatch, "settlement");
        this.dispatcher.setDaemon(true);
        Gauge.builder("settlement.round.age", this, Settlement::secondsSinceRound)
                .description("Time since settlement last looked for work without an error")
                .baseUnit("seconds")
                .register(meters);
    }

    private double secondsSinceRound() {
        return config.enabled()
                ? Duration.ofNanos(System.nanoTime() - lastRoundAt).toMillis() / 1000.0
                : Double.NaN;
    }

    void start(@Observes StartupEvent started) {
        if (config.enabled()) {
            dispatcher.start();
        }
    }

    /** Comes before {@code quarkus.shutdown.delay}, while users are still served. */
    void stopClaiming(@Observes ShutdownDelayInitiatedEvent asked) {
        stopped.countDown();
    }

    void stop(@Observes ShutdownEvent stopping) {
        stopped.countDown();
        try {
            dispatcher.join(TIMEOUT.toMillis());
            workers.shutdown();
            if (!workers.awaitTermination(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                inFlight.forEach(this::handOver);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void handOver(Order order, Claim claim) {
        try {
            round.release(claim, order);
        } catch (RuntimeException e) {
            LOG.warnf("order %s not handed over, its claim will expire: %s", order.id(), e);
        }
    }

    private boolean isStopped() {
        return stopped.getCount() == 0;
    }

    private void dispatch() {
        try {
            long pause = 0;
            while (!stopped.await(pause, TimeUnit.NANOSECONDS)) {
                pause = roundQuietly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Runs a round of settlement. An error ends the round and never the thread, because no other
     * thread would settle.
     */
    private long roundQuietly() throws InterruptedException {
        try {
            long pause = round();
            inTrouble = false;
            lastRoundAt = System.nanoTime();
            return pause;
        } catch (RuntimeException e) {
            if (!inTrouble && !isStopped()) {
                String trouble = DatabaseTrouble.of(e);
                LOG.warnf("settlement paused: %s", trouble == null ? e.toString() : trouble);
            }
        } catch (Error e) {
            LOG.error("settlement paused by an unexpected error", e);
        }
        inTrouble = true;
        return AFTER_TROUBLE.toNanos();
    }

    /**
     * Claims the orders that can be worked on now and hands them to workers.
     *
     * @return how long to pause afterwards, in nanoseconds
     */
    private long round() throws InterruptedException {
        round.giveUpOverdue();
        int free = waitForWorkers();
        int handedOut = 0;
        try {
            // Only this thread takes tokens: those available now are still there below. The process
            // may have been asked to stop while this thread waited for workers.
            int wanted = isStopped() ? 0 : rate.available(free);
            Claim claim = Claim.create();
            for (Order order : round.claim(claim, wanted)) {
                rate.take();
                inFlight.put(order, claim);
                workers.execute(() -> work(claim, order));
                handedOut++;
            }
            return rest(wanted, handedOut);
        } finally {
            // Never negative: that would throw, and the workers would count as busy forever.
            idleWorkers.release(Math.max(0, free - handedOut));
        }
    }

    private long rest(int wanted, int claimed) {
        if (wanted == 0) {
            return rate.nanosUntilNext();
        }
        return claimed < wanted ? config.idle().toNanos() : 0;
    }

    private int waitForWorkers() throws InterruptedException {
        idleWorkers.acquire();
        return 1 + idleWorkers.drainPermits();
    }

    private void work(Claim claim, Order order) {
        try {
            round.take(claim, order);
        } catch (RuntimeException e) {
            if (!isStopped()) {
                LOG.warnf("order %s not settled, its claim will expire: %s", order.id(), e);
            }
        } catch (Error e) {
            LOG.errorf(e, "order %s not settled, its claim will expire", order.id());
        } finally {
            inFlight.remove(order);
            idleWorkers.release();
        }
    }

    private static Thread worker(Runnable task) {
        Thread thread = new Thread(task, "settlement-worker");
        thread.setDaemon(true);
        return thread;
    }

    /** Returns how long a claim lasts: a step makes one remote call. */
    static Duration lease(PaymentPolicy payment, InventoryPolicy inventory) {
        Duration one = payment.longestCall();
        Duration other = inventory.longestCall();
        return Claim.leaseFor(one.compareTo(other) > 0 ? one : other);
    }
}
