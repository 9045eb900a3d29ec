package org.acme.breaker.hedge;

import java.util.concurrent.CompletableFuture;
import org.acme.breaker.CheckedCall;
import org.acme.breaker.timeout.Deadline;
import org.jspecify.annotations.Nullable;

/**
 * A blocking call on a thread of an executor. Cancelling it interrupts that thread, never after the
 * call has returned; a call that has not begun is dropped.
 */
final class BlockingWork<T extends @Nullable Object> extends CompletableFuture<T>
        implements Runnable {

    private final CheckedCall<T, ?> body;
    private final Deadline deadline = Deadline.current();

    /** Guards the two fields below; no code of users runs inside. */
    private final Object lock = new Object();

    private @Nullable Thread runner;
    private boolean cancelled;

    BlockingWork(CheckedCall<T, ?> body) {
        this.body = body;
    }

    @Override
    public void run() {
        synchronized (lock) {
            if (cancelled) {
                return;
            }
            runner = Thread.currentThread();
        }
        T result = null;
        Throwable thrown = null;
        try {
            result = deadline.callInstead(body::call);
        } catch (Throwable failed) {
            thrown = failed;
        }
        end(result, thrown);
    }

    @SuppressWarnings({"NullAway", "DataFlowIssue"}) // A result is null only where T allows it.
    private void end(@Nullable T result, @Nullable Throwable thrown) {
        synchronized (lock) {
            runner = null;
            if (cancelled) {
                // Sent by cancel(): it means this call, not what the thread does next.
                Thread.interrupted();
            }
        }
        if (thrown == null) {
            complete(result);
        } else {
            completeExceptionally(thrown);
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        synchronized (lock) {
            cancelled = true;
            if (runner != null) {
                runner.interrupt();
                return false;
            }
        }
        return super.cancel(mayInterruptIfRunning);
    }
}
