package org.acme.breaker.chaos;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.acme.breaker.internal.Answer;
import org.acme.breaker.timeout.Deadline;
import org.acme.breaker.timeout.Timer;
import org.jspecify.annotations.Nullable;

/** The answer of asynchronous work that begins later. A caller who gives it up ends the delay. */
final class DelayedCall<T extends @Nullable Object> extends Answer<T> {

    private final Deadline seen = Deadline.current();
    private volatile Timer.@Nullable Pending pending;

    /** Throws only if the timer takes nothing more; nothing is started then. */
    CompletableFuture<T> begin(
            Supplier<? extends CompletionStage<T>> body, Timer timer, long nanos) {
        Timer.Pending later =
                timer.scheduleUsersCode(
                        () -> {
                            if (!isClaimed()) {
                                start(() -> seen.callInstead(body::get));
                            }
                        },
                        nanos);
        pending = later;
        if (isClaimed()) {
            later.cancel();
        }
        return this;
    }

    @Override
    protected void settle(@Nullable T result, @Nullable Throwable thrown, boolean givenUp) {
        Timer.Pending later = pending;
        if (later != null) {
            later.cancel();
        }
    }
}
