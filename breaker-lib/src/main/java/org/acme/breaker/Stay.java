package org.acme.breaker;

import java.time.Instant;
import org.acme.breaker.window.Counts;
import org.jspecify.annotations.Nullable;

/**
 * What a state remembers of how it began.
 *
 * @param sinceNanos tick of its beginning
 * @param since the same by the wall clock, for people
 * @param reason why it began; {@code null} for a new breaker
 * @param decidedOn the numbers behind it
 * @param openings how often the breaker has opened in a row without closing
 */
record Stay(
        long sinceNanos, Instant since, @Nullable Reason reason, Counts decidedOn, int openings) {}
