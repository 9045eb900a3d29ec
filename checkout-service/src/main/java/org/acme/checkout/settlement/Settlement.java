package org.acme.checkout.settlement;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.acme.breaker.ratelimit.RateLimiter;
import org.acme.chassis.problem.DatabaseTrouble;
import org.acme.checkout.inventory.InventoryPolicy;
import org.acme.checkout.order.Claim;
import org.acme.checkout.order.Order;
import org.acme.checkout.payment.PaymentPolicy;
import org.jboss.logging.Logger;

/**
 * Finishes unfinished orders, in every replica, on threads of its own. One thread claims exactly as
 * many orders as there are idle workers and tokens, so that a claim never waits in a queue.
 */
@ApplicationScoped
public class Settlement {

    private static final Logger LOG = Logger.getLogger(Settlement.class);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);
    private static final Duration TIMEOUT = Duration.ofMillis(500);

    private final SettlementRound round;
    private final SettlementConfig config;
    private final RateLimiter rate;
    private final Semaphore idleWorkers;
    private final ExecutorService workers;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread dispatcher;

    /** When the last round ended well. Written by the dispatcher, read by the gauge. */
    private volatile long lastRoundAt = System.nanoTime();

    /** Only the dispatcher uses it. */
    private boolean inTrouble;

    public Settlement(
            SettlementStore store,
            SettlementStep step,
            SettlementConfig config,
            PaymentPolicy payment,
            InventoryPolicy inventory,
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
                RateLimiter.builder("settlement")
                        .permits(config.perSecond(), Duration.ofSeconds(1))
                        .burst(config.concurrency())
                        .build();
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

    void stop(@Observes ShutdownEvent stopping) {
        stopped.countDown();
        try {
            dispatcher.join(TIMEOUT.toMillis());
            workers.shutdown();
            if (!workers.awaitTermination(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("calls in flight end with their claims");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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

    /** An error ends the round and never the thread: nobody else would settle. */
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
     * Claims what can be worked on at once and hands it out.
     *
     * @return how long to rest afterwards, in nanoseconds
     */
    private long round() throws InterruptedException {
        round.giveUpOverdue();
        int free = waitForWorkers();
        int handedOut = 0;
        try {
            // Only this thread takes tokens: what is available now is still there below.
            int wanted = (int) Math.min(free, rate.available());
            Claim claim = Claim.create();
            for (Order order : round.claim(claim, wanted)) {
                rate.tryAcquire();
                workers.execute(() -> work(claim, order));
                handedOut++;
            }
            return rest(wanted, handedOut);
        } finally {
            // Never negative: that would throw, and the workers would count as busy for ever.
            idleWorkers.release(Math.max(0, free - handedOut));
        }
    }

    private long rest(int wanted, int claimed) {
        if (wanted == 0) {
            return TimeUnit.SECONDS.toNanos(1) / config.perSecond();
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
            idleWorkers.release();
        }
    }

    private static Thread worker(Runnable task) {
        Thread thread = new Thread(task, "settlement-worker");
        thread.setDaemon(true);
        return thread;
    }

    /** How long a claim lasts: a step makes one remote call. */
    static Duration lease(PaymentPolicy payment, InventoryPolicy inventory) {
        Duration one = payment.longestCall();
        Duration other = inventory.longestCall();
        return Claim.leaseFor(one.compareTo(other) > 0 ? one : other);
    }
}
