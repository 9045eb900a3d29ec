package org.acme.breaker.ratelimit;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.acme.breaker.internal.Answer;
import org.acme.breaker.timeout.Deadline;
import org.acme.breaker.timeout.Timer;
import org.jspecify.annotations.Nullable;

/** The answer of asynchronous work that has a permit, and begins when the permit is due. */
final class LimitedCall<T extends @Nullable Object> extends Answer<T> {

    private final RateLimiter limiter;
    private final Bucket from;
    private final Supplier<? extends CompletionStage<T>> body;
    private final Deadline seen = Deadline.current();

    /** Set once, by whichever comes first: the work begins, or it is withdrawn. */
    private final AtomicBoolean decided = new AtomicBoolean();

    private volatile Timer.@Nullable Pending due;
    private volatile boolean waits;

    LimitedCall(RateLimiter limiter, Bucket from, Supplier<? extends CompletionStage<T>> body) {
        this.limiter = limiter;
        this.from = from;
        this.body = body;
    }

    CompletableFuture<T> begin(long nanos, Timer timer) {
        if (nanos == 0) {
            startWork();
            return this;
        }
        waits = true;
        limiter.waits(1);
        try {
            Timer.Pending pending = timer.scheduleUsersCode(this::startWork, nanos);
            due = pending;
            if (decided.get()) {
                pending.cancel();
            }
        } catch (Throwable timerRefused) {
            if (leave()) {
                finish(null, timerRefused);
            }
        }
        return this;
    }

    private void startWork() {
        if (decide()) {
            start(() -> seen.callInstead(body::get));
        }
    }

    private boolean decide() {
        boolean first = decided.compareAndSet(false, true);
        if (first && waits) {
            limiter.waits(-1);
        }
        return first;
    }

    /** Returns the permit if the work has not begun, and never will. */
    private boolean leave() {
        if (!decide()) {
            return false;
        }
        from.giveBack(1);
        Timer.Pending pending = due;
        if (pending != null) {
            pending.cancel();
        }
        return true;
    }

    @Override
    protected @Nullable Throwable withdraw() {
        return leave() ? limiter.count(0) : withdrawWork();
    }

    @Override
    protected void settle(@Nullable T result, @Nullable Throwable thrown, boolean givenUp) {
        if (givenUp) {
            leave();
        }
    }
}
