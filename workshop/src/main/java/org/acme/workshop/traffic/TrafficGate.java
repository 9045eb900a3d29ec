package org.acme.workshop.traffic;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicBoolean;

/** Who decides on the traffic: whoever asks, or a scenario while it is under way. */
@ApplicationScoped
public class TrafficGate {

    private final AtomicBoolean taken = new AtomicBoolean();

    /** Takes the traffic for a scenario; false when another one has it. */
    public boolean take() {
        return taken.compareAndSet(false, true);
    }

    /** Gives it back. */
    public void giveBack() {
        taken.set(false);
    }

    /** Whether a scenario has it. */
    public boolean taken() {
        return taken.get();
    }
}
