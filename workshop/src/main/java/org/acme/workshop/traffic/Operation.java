package org.acme.workshop.traffic;

import java.util.List;
import java.util.Optional;

/** The operations of users. */
public enum Operation {
    /** Buys a product: {@code POST /checkouts}. */
    CHECKOUT(
            "checkout",
            List.of(
                    Outcome.CONFIRMED,
                    Outcome.PENDING,
                    Outcome.DECLINED,
                    Outcome.CONFLICT,
                    Outcome.ERROR,
                    Outcome.TIMEOUT)),
    /** Looks at a product: {@code GET /products/{sku}}. */
    PRODUCTS("products", List.of(Outcome.OK, Outcome.ERROR, Outcome.TIMEOUT));

    private static final List<Operation> ALL = List.of(values());

    private final String label;
    private final List<Outcome> outcomes;

    Operation(String label, List<Outcome> outcomes) {
        this.label = label;
        this.outcomes = outcomes;
    }

    /** The name in metrics, JSON and scenario files. */
    public String label() {
        return label;
    }

    /** Returns the possible outcomes. */
    public List<Outcome> outcomes() {
        return outcomes;
    }

    /** All operations. */
    public static List<Operation> all() {
        return ALL;
    }

    /** The operation of that label, if there is one. */
    public static Optional<Operation> of(String label) {
        return ALL.stream().filter(operation -> operation.label.equals(label)).findFirst();
    }
}
