package org.acme.breaker;

import org.jspecify.annotations.Nullable;

/** Whether a breaker judges calls, and whether its rejections are enforced or only counted. */
public enum Mode {
    /** A call that the breaker does not admit is rejected. */
    ENFORCED,
    /**
     * A call that the breaker does not admit is counted as one that would have been rejected, and
     * is made. Listeners hear of its result, and the breaker does not judge it. Use it to try
     * thresholds on live traffic.
     */
    DRY_RUN,
    /**
     * The breaker is {@link BreakerState#DISABLED} from the start: every call is admitted and none
     * is judged. An operator can bring it into another state until it is reset.
     */
    DISABLED,
    /** The breaker is {@link BreakerState#FORCED_OPEN} from the start: every call is rejected. */
    FORCED_OPEN;

    /** Returns the state in which the mode holds the breaker; {@code null} if in none. */
    @Nullable BreakerState heldState() {
        return switch (this) {
            case ENFORCED, DRY_RUN -> null;
            case DISABLED -> BreakerState.DISABLED;
            case FORCED_OPEN -> BreakerState.FORCED_OPEN;
        };
    }
}
