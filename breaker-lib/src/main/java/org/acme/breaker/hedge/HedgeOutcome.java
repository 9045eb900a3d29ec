package org.acme.breaker.hedge;

import java.util.Locale;

/** What became of the further attempts of a hedged call, for metrics. */
public enum HedgeOutcome {
    /** A further attempt was started, because no answer had come within the delay. */
    HEDGED,
    /** A further attempt gave the answer. */
    WON,
    /** A further attempt was due and not started: the budget is used up. */
    OUT_OF_BUDGET;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The name in metrics, such as {@code out_of_budget}. */
    public String label() {
        return label;
    }
}
