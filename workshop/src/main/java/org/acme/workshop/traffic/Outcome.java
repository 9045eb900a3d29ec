package org.acme.workshop.traffic;

import java.util.Optional;
import java.util.stream.Stream;

/** The outcome of a user's request, as the user sees it. */
public enum Outcome {
    /** The order is confirmed: 201 (or 200, the same order again). */
    CONFIRMED("confirmed", true),
    /** The order is accepted, its payment pending: 202. */
    PENDING("pending", true),
    /** The card was declined: 402 with an order. */
    DECLINED("declined", true),
    /** Not enough in stock: 409 with an order. */
    CONFLICT("conflict", true),
    /** A product was shown: 200. */
    OK("ok", true),
    /** Any other status, an answer without an order, a broken connection. */
    ERROR("error", false),
    /** There was no complete answer within the users' patience; they have given up. */
    TIMEOUT("timeout", false);

    private final String label;
    private final boolean answered;

    Outcome(String label, boolean answered) {
        this.label = label;
        this.answered = answered;
    }

    /** The name in metrics, JSON and scenario files. */
    public String label() {
        return label;
    }

    /** Whether the user got a usable answer in time. */
    public boolean answered() {
        return answered;
    }

    /**
     * Returns the latency that a request with this outcome counts as: its own duration if it was
     * answered, otherwise the users' whole patience. A lane that fails at once must not look faster
     * than one that answers. Terminal, page, report and the bounds of scenarios get their latencies
     * by this rule; Grafana does the same in {@code prometheus/recording-rules.yml}.
     */
    public long countedMicros(long micros, long patienceMicros) {
        return answered ? micros : patienceMicros;
    }

    /** Returns the outcome of that label, if there is one. */
    public static Optional<Outcome> of(String label) {
        return Stream.of(values()).filter(outcome -> outcome.label.equals(label)).findFirst();
    }
}
