package org.acme.workshop.traffic;

import java.util.Optional;
import java.util.stream.Stream;

/** How a user's request ended, as the user sees it. */
public enum Outcome {
    /** Bought: 201 (or 200, the same order again). */
    CONFIRMED("confirmed", true),
    /** Accepted, to be paid later: 202. */
    PENDING("pending", true),
    /** The card was declined: 402 with an order. */
    DECLINED("declined", true),
    /** Not enough in stock: 409 with an order. */
    CONFLICT("conflict", true),
    /** A product was shown: 200. */
    OK("ok", true),
    /** Any other status, an answer without an order, a broken connection. */
    ERROR("error", false),
    /** No complete answer within the users' patience; they have left. */
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

    /** Whether the user got an answer that means something, in time. */
    public boolean answered() {
        return answered;
    }

    /**
     * What a request that ended so counts as in every latency: its own duration if it was answered,
     * else the users' whole patience. A lane that fails at once must not look like the faster one.
     * The terminal, the page, the report, and the bounds of scenarios all get their latencies by this
     * rule; Grafana does the same in {@code prometheus/recording-rules.yml}.
     */
    public long countedMicros(long micros, long patienceMicros) {
        return answered ? micros : patienceMicros;
    }

    /** The outcome of that label, if there is one. */
    public static Optional<Outcome> of(String label) {
        return Stream.of(values()).filter(outcome -> outcome.label.equals(label)).findFirst();
    }
}
