package org.acme.checkout.settlement;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.acme.breaker.ratelimit.RateLimiter;
import org.acme.checkout.inventory.InventoryPolicy;
import org.acme.checkout.order.Claim;
import org.acme.checkout.order.NextStep;
import org.acme.checkout.order.Order;
import org.acme.checkout.payment.PaymentPolicy;
import org.acme.checkout.problem.DatabaseTrouble;
import org.jboss.logging.Logger;

/**
 * Finishes unfinished orders, in every replica, on threads of its own. One thread claims exactly as
 * many orders as there are idle workers and tokens, so that a claim never waits in a queue.
 */
@ApplicationScoped
public class Settlement {

    private static final Logger LOG = Logger.getLogger(Settlement.class);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);
    private static final Duration LOOK_FOR_OVERDUE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final int OVERDUE_AT_ONCE = 100;

    private final SettlementStore store;
    private final SettlementStep step;
    private final SettlementConfig config;
    private final Duration lease;
    private final Gates gates = new Gates(System::nanoTime);
    private final RateLimiter rate;
    private final Semaphore idleWorkers;
    private final ExecutorService workers;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread dispatcher;

    /** Only the dispatcher uses these two. */
    private long lookedForOverdueAt = System.nanoTime() - LOOK_FOR_OVERDUE.toNanos();

    private boolean inTrouble;

    public Settlement(
            SettlementStore store,
            SettlementStep step,
            SettlementConfig config,
            PaymentPolicy payment,
            InventoryPolicy inventory) {
        this.store = store;
        this.step = step;
        this.config = config;
        // A step makes one call, or two to inventory: a refusal is followed by a release.
        this.lease =
                Claim.leaseFor(
                        longest(payment.longestCall(), inventory.longestCall().multipliedBy(2)));
        this.rate =
                RateLimiter.of(
                        "settlement",
                        config.perSecond(),
                        Duration.ofSeconds(1),
                        config.concurrency());
        this.idleWorkers = new Semaphore(config.concurrency());
        this.workers = Executors.newFixedThreadPool(config.concurrency(), Settlement::worker);
        this.dispatcher = new Thread(this::dispatch, "settlement");
        this.dispatcher.setDaemon(true);
    }

    void start(@Observes StartupEvent started) {
        if (config.enabled()) {
            dispatcher.start();
        }
    }

    void stop(@Observes ShutdownEvent stopping) {
        stopped.countDown();
        try {
            dispatcher.join(PATIENCE.toMillis());
            workers.shutdown();
            if (!workers.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("calls under way are left to their leases");
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

    private long roundQuietly() throws InterruptedException {
        try {
            long pause = round();
            inTrouble = false;
            return pause;
        } catch (RuntimeException e) {
            if (!inTrouble && !isStopped()) {
                String trouble = DatabaseTrouble.of(e);
                LOG.warnf("settlement pauses: %s", trouble == null ? e.toString() : trouble);
            }
            inTrouble = true;
            return AFTER_TROUBLE.toNanos();
        }
    }

    /**
     * Claims what can be worked on at once and hands it out.
     *
     * @return how long to rest afterwards
     */
    private long round() throws InterruptedException {
        giveUpOverdue();
        int free = waitForWorkers();
        // Only this thread takes tokens: what is available now is still there below.
        int wanted = (int) Math.min(free, rate.available());
        List<Order> claimed = List.of();
        Claim claim = Claim.create();
        try {
            Set<NextStep> steps = gates.open();
            if (wanted > 0 && !steps.isEmpty()) {
                claimed = store.claim(claim, steps, wanted, lease);
            }
        } finally {
            idleWorkers.release(free - claimed.size());
        }
        for (Order order : claimed) {
            rate.tryAcquire();
            workers.execute(() -> work(claim, order));
        }
        return rest(wanted, claimed.size());
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
            step.take(claim, order).ifPresent(no -> gates.close(no.dependency(), no.retryAfter()));
        } catch (RuntimeException e) {
            if (!isStopped()) {
                LOG.warnf("order %s not settled, its claim will run out: %s", order.id(), e);
            }
        } finally {
            idleWorkers.release();
        }
    }

    private void giveUpOverdue() {
        if (System.nanoTime() - lookedForOverdueAt < LOOK_FOR_OVERDUE.toNanos()) {
            return;
        }
        lookedForOverdueAt = System.nanoTime();
        Claim claim = Claim.create();
        store.claimOverdue(claim, config.giveUpAfter(), OVERDUE_AT_ONCE, lease)
                .forEach(order -> step.giveUp(claim, order));
    }

    private static Thread worker(Runnable task) {
        Thread thread = new Thread(task, "settlement-worker");
        thread.setDaemon(true);
        return thread;
    }

    private static Duration longest(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
