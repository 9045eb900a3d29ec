package org.acme.checkout.habit;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.acme.breaker.CircuitBreakerRegistry;

/** The habits in force. They end by themselves, so that none is left over when a lesson breaks off. */
@ApplicationScoped
public class BadHabits {

    private record Spell(Habits habits, long since, long lasts) {}

    private static final Spell NONE = new Spell(Habits.NONE, 0, 0);

    private final CircuitBreakerRegistry breakers;
    private volatile Spell spell = NONE;

    public BadHabits(CircuitBreakerRegistry breakers) {
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
            breakers.remove(HabitualPolicy.ALL);
        }
    }

    void drop() {
        spell = NONE;
        breakers.remove(HabitualPolicy.ALL);
    }
}
