package org.acme.checkout.habit;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.Supplier;
import org.acme.breaker.CircuitBreakerRegistry;
import org.acme.breaker.pipeline.Pipeline;
import org.acme.breaker.pipeline.PipelineBuilder;
import org.acme.breaker.quarkus.pipeline.Pipelines;
import org.acme.checkout.remote.RemoteFailure;
import org.acme.checkout.remote.RemoteFailure.Kind;

/** The habits in force. They end by themselves, so that none is left over when a lesson breaks off. */
@ApplicationScoped
public class BadHabits {

    /** The breaker for all, which is there only while somebody has that habit. */
    static final String ALL = "all";

    private record Spell(Habits habits, long since, long lasts) {}

    private static final Spell NONE = new Spell(Habits.NONE, 0, 0);

    private final Pipelines pipelines;
    private final CircuitBreakerRegistry breakers;
    private volatile Spell spell = NONE;

    public BadHabits(Pipelines pipelines, CircuitBreakerRegistry breakers) {
        this.pipelines = pipelines;
        this.breakers = breakers;
    }

    /** What is done wrong at the moment. */
    public Habits now() {
        Spell current = spell;
        if (current != NONE && System.nanoTime() - current.since() >= current.lasts()) {
            drop();
            return Habits.NONE;
        }
        return current.habits();
    }

    void take(Habits habits, Duration lasts) {
        spell = new Spell(habits, System.nanoTime(), lasts.toNanos());
        if (!habits.oneBreakerForAll()) {
            breakers.remove(ALL);
        }
    }

    void drop() {
        spell = NONE;
        breakers.remove(ALL);
    }

    /** The pipeline that a call takes at the moment. */
    public Pipeline insteadOf(Pipeline usual) {
        Habits habits = now();
        if (habits.equals(Habits.NONE) || pipelines.isPassThrough()) {
            return usual;
        }
        if (habits.oneBreakerForAll()) {
            return usual.retry().isPresent() ? pipelines.pipeline(ALL) : sharedInBackground(usual);
        }
        return habits.retryInsideBreaker() && usual.retry().isPresent()
                ? withoutRetry(usual)
                : usual;
    }

    private Pipeline sharedInBackground(Pipeline usual) {
        return Pipeline.named(usual.name()).breaker(pipelines.breaker(ALL)).build();
    }

    private static Pipeline withoutRetry(Pipeline usual) {
        PipelineBuilder builder = Pipeline.named(usual.name());
        usual.breaker().ifPresent(builder::breaker);
        usual.bulkhead().ifPresent(builder::bulkhead);
        return builder.build();
    }

    /** A call as the breaker gets to see it at the moment. */
    public <T> T call(Pipeline usual, Supplier<T> call) {
        Habits habits = now();
        if (habits.onlyTimeoutsCount()) {
            return overlooking(call);
        }
        if (habits.retryInsideBreaker() && usual.retry().isPresent()) {
            return usual.retry().get().call(call::get);
        }
        return call.get();
    }

    private static <T> T overlooking(Supplier<T> call) {
        try {
            return call.get();
        } catch (RemoteFailure failure) {
            throw failure.kind() == Kind.SERVER_ERROR ? new OverlookedFailure(failure) : failure;
        }
    }
}
