package org.acme.breaker.hedge;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.acme.breaker.internal.Answer;
import org.acme.breaker.internal.Failures;
import org.acme.breaker.timeout.Deadline;
import org.acme.breaker.timeout.Timer;
import org.jspecify.annotations.Nullable;

/**
 * One call and the attempts that run beside each other. Each attempt is an answer of its own, so
 * that it can be cancelled by itself. The answer of the call ends with the first good one, once the
 * others are cancelled. A loser that takes long to be cancelled holds the winner up for {@value
 * #CANCEL_WAIT_MILLIS} ms and no longer.
 */
final class HedgedCall<T extends @Nullable Object> extends Answer<T> {

    private static final long CANCEL_WAIT_MILLIS = 10;
    private static final Timer.Pending NOTHING = () -> {};

    private final Hedge hedge;
    private final Supplier<? extends CompletionStage<T>> body;
    private final Deadline deadline;
    private final Deadline seen;

    /** Guards what follows; no code of users runs inside. */
    private final Object lock = new Object();

    private final List<Attempt> attempts = new ArrayList<>(2);
    private int running;
    private boolean firstEnded;
    private @Nullable T firstResult;
    private @Nullable Throwable firstFailure;

    private volatile Timer.Pending next = NOTHING;

    /** @param deadline after which no further attempt starts */
    HedgedCall(Hedge hedge, Supplier<? extends CompletionStage<T>> body, Deadline deadline) {
        this.hedge = hedge;
        this.body = body;
        this.deadline = deadline;
        this.seen = deadline.earlier(Deadline.current());
    }

    CompletableFuture<T> begin() {
        Attempt first = registered();
        if (first != null) {
            // Time starts before the supplier is asked: one that blocks is hedged as well.
            schedule(1);
            first.begin();
        }
        return this;
    }

    private void schedule(int begun) {
        if (begun >= hedge.maxAttempts()) {
            return;
        }
        try {
            Timer.Pending pending =
                    hedge.timer.scheduleUsersCode(this::another, hedge.delayNanos());
            next = pending;
            if (isClaimed()) {
                pending.cancel();
            }
        } catch (Throwable timerRefused) {
            hedge.logAndContinue(timerRefused);
        }
    }

    /** The delay is over, and no attempt has answered. */
    private void another() {
        if (isClaimed() || deadline.isOver()) {
            return;
        }
        if (!hedge.budget.tryWithdraw()) {
            hedge.tell(HedgeOutcome.OUT_OF_BUDGET);
            return;
        }
        Attempt attempt = registered();
        if (attempt == null) {
            hedge.budget.giveBack();
            return;
        }
        schedule(attempt.number);
        hedge.tell(HedgeOutcome.HEDGED);
        attempt.begin();
    }

    /** A further attempt that is under way from now on; {@code null} if the call has ended. */
    private @Nullable Attempt registered() {
        synchronized (lock) {
            if (isClaimed()) {
                return null;
            }
            Attempt attempt = new Attempt(attempts.size() + 1);
            attempts.add(attempt);
            running++;
            return attempt;
        }
    }

    private void ended(Attempt attempt, @Nullable T result, @Nullable Throwable thrown) {
        if (thrown == null && hedge.isGood(result)) {
            if (claim()) {
                won(attempt, result);
            }
            return;
        }
        boolean last;
        synchronized (lock) {
            running--;
            remember(attempt, result, thrown);
            last = running == 0 && claim();
        }
        if (last) {
            conclude(firstResult, firstFailure);
        }
    }

    /** The end of the first attempt is that of the call; other failures are attached to it. */
    private void remember(Attempt attempt, @Nullable T result, @Nullable Throwable thrown) {
        if (attempt.isFirst()) {
            firstEnded = true;
            firstResult = result;
            firstFailure = thrown == null ? null : Failures.attach(thrown, firstFailure);
        } else if (thrown != null && firstFailure != null) {
            Failures.attach(firstFailure, thrown);
        } else if (thrown != null && !firstEnded) {
            firstFailure = thrown;
        }
    }

    private void won(Attempt winner, @Nullable T result) {
        if (!winner.isFirst()) {
            hedge.tell(HedgeOutcome.WON);
        }
        if (isAlone()) {
            conclude(result, null);
            return;
        }
        Timer.Pending atTheLatest = NOTHING;
        try {
            atTheLatest =
                    hedge.timer.scheduleUsersCode(
                            () -> conclude(result, null),
                            TimeUnit.MILLISECONDS.toNanos(CANCEL_WAIT_MILLIS));
        } catch (Throwable timerRefused) {
            hedge.logAndContinue(timerRefused);
        }
        Timer.Pending limit = atTheLatest;
        Runnable cancelAndTell =
                () -> {
                    cancelAll();
                    limit.cancel();
                    conclude(result, null);
                };
        try {
            hedge.timer.handOver(cancelAndTell);
        } catch (Throwable refused) {
            cancelAndTell.run();
        }
    }

    private boolean isAlone() {
        synchronized (lock) {
            return attempts.size() == 1;
        }
    }

    /**
     * Cancels the attempts that still run, the youngest first: a place that an older one releases
     * doesn't go to a younger one that waits for it. Runs code of users.
     */
    private void cancelAll() {
        List<Attempt> all;
        synchronized (lock) {
            all = List.copyOf(attempts);
        }
        for (int i = all.size() - 1; i >= 0; i--) {
            all.get(i).cancel(true);
        }
    }

    @Override
    protected @Nullable Throwable withdraw() {
        Attempt only;
        synchronized (lock) {
            only = attempts.size() == 1 ? attempts.get(0) : null;
        }
        return only == null ? null : only.withdraw();
    }

    @Override
    protected void settle(@Nullable T result, @Nullable Throwable thrown, boolean givenUp) {
        next.cancel();
        if (givenUp) {
            cancelAll();
        }
    }

    /** One of the attempts that run side by side; it can be cancelled by itself. */
    private final class Attempt extends Answer<T> {

        private final int number;

        Attempt(int number) {
            this.number = number;
        }

        boolean isFirst() {
            return number == 1;
        }

        void begin() {
            start(() -> seen.callInstead(body::get));
        }

        @Override
        protected @Nullable Throwable withdraw() {
            return withdrawWork();
        }

        @Override
        protected void workEnded(@Nullable T result, @Nullable Throwable thrown) {
            if (finish(result, thrown)) {
                ended(this, result, thrown);
            }
        }
    }
}
