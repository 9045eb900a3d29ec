package org.acme.breaker.microprofile.settings;

import java.time.Duration;
import org.eclipse.microprofile.faulttolerance.Timeout;

/**
 * The values of {@code @Timeout}.
 *
 * @param timeout how long an attempt may take; zero: for ever
 */
public record TimeoutSettings(Duration timeout) {

    static TimeoutSettings read(Timeout written, Members members) {
        return new TimeoutSettings(
                members.duration("value", written.value(), "unit", written.unit()));
    }
}
