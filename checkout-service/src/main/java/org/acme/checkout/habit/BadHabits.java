package org.acme.checkout.habit;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.acme.breaker.CircuitBreakerRegistry;

/**
 * Holds the bad habits that are switched on. They end by themselves, so that none remains after an
 * interrupted lesson.
 */
@ApplicationScoped
public class BadHabits {

    private record Spell(Habits habits, long since, long lasts) {}

    private static final Spell NONE = new Spell(Habits.NONE, 0, 0);

    private final CircuitBreakerRegistry breakers;
    private volatile Spell spell = NONE;

    public BadHabits(CircuitBreakerRegistry breakers) {
        this.breakers = breakers;
    }

    /** Returns the habits that are switched on now. */
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
