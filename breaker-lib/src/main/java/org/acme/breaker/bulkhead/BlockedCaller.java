package org.acme.breaker.bulkhead;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A blocking caller that waits for a permit. */
final class BlockedCaller implements Permits.Waiter {

    private final Permits permits;
    private final CountDownLatch granted = new CountDownLatch(1);

    BlockedCaller(Permits permits) {
        this.permits = permits;
    }

    @Override
    public void granted() {
        granted.countDown();
    }

    /**
     * Waits for a permit; returns whether this thread has one. An interrupt ends the wait and stays
     * set.
     */
    boolean awaitPermit(long nanos) {
        return switch (permits.takeOrQueue(this)) {
            case TAKEN -> true;
            case FULL -> false;
            // If leaving comes too late, the permit was granted at the last moment.
            case QUEUED -> isGrantedWithin(nanos) || !permits.leave(this);
        };
    }

    private boolean isGrantedWithin(long nanos) {
        try {
            return granted.await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
