package org.acme.checkout.lessons;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.acme.breaker.CircuitBreakerRegistry;

/**
 * Holds the bad habits that are switched on. They end by themselves, so that none remains after an
 * interrupted lesson.
 */
@ApplicationScoped
public class ActiveAntiPatterns {

    private record Spell(AntiPatterns habits, long since, long lasts) {}

    private static final Spell NONE = new Spell(AntiPatterns.NONE, 0, 0);

    private final CircuitBreakerRegistry breakers;
    private volatile Spell spell = NONE;

    public ActiveAntiPatterns(CircuitBreakerRegistry breakers) {
        this.breakers = breakers;
    }

    /** Returns the habits that are switched on now. */
    public AntiPatterns now() {
        Spell current = spell;
        if (current != NONE && System.nanoTime() - current.since() >= current.lasts()) {
            drop();
            return AntiPatterns.NONE;
        }
        return current.habits();
    }

    void take(AntiPatterns habits, Duration lasts) {
        spell = new Spell(habits, System.nanoTime(), lasts.toNanos());
        if (!habits.oneBreakerForAll()) {
            breakers.remove(AntiPatternPolicy.ALL);
        }
    }

    void drop() {
        spell = NONE;
        breakers.remove(AntiPatternPolicy.ALL);
    }
}
