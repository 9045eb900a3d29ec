package org.acme.workshop.traffic;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicBoolean;

/** Decides who controls the traffic: users of the page, or a scenario while it runs. */
@ApplicationScoped
public class TrafficGate {

    private final AtomicBoolean taken = new AtomicBoolean();

    /** Takes control of the traffic for a scenario; false if another one has it. */
    public boolean take() {
        return taken.compareAndSet(false, true);
    }

    /** Returns control of the traffic. */
    public void giveBack() {
        taken.set(false);
    }

    /** Whether a scenario controls the traffic. */
    public boolean taken() {
        return taken.get();
    }
}
