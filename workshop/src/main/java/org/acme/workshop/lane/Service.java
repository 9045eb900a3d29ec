package org.acme.workshop.lane;

import java.util.List;
import java.util.Optional;

/** A service of a lane. */
public enum Service {
    /** Takes the orders; the only service that users call. */
    CHECKOUT("checkout"),
    /** The stub of the payment gateway; faults can be injected. */
    PAYMENT("payment"),
    /** Products and stock; faults can be injected. */
    INVENTORY("inventory");

    private static final List<Service> ALL = List.of(values());

    private final String label;

    Service(String label) {
        this.label = label;
    }

    /** The name in JSON and scenario files. */
    public String label() {
        return label;
    }

    /** All services of a lane. */
    public static List<Service> all() {
        return ALL;
    }

    /** Those that accept faults. */
    public static List<Service> faulty() {
        return List.of(PAYMENT, INVENTORY);
    }

    /** The service of that label, if there is one. */
    public static Optional<Service> of(String label) {
        return ALL.stream().filter(service -> service.label.equals(label)).findFirst();
    }
}
