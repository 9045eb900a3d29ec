package org.acme.workshop.alert;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An alert as JSON.
 *
 * @param state firing or resolved
 * @param lane the lane that it concerns; null if none
 * @param subject what it concerns, such as the name of a breaker; null if unknown
 * @param todo what to do about it
 * @param runbook the page to read: an http address, a page under {@code docs/}, or null
 * @param endedAt null while it fires
 */
public record AlertView(
        String name,
        String state,
        String severity,
        @Nullable String lane,
        @Nullable String subject,
        String summary,
        String todo,
        @Nullable String runbook,
        Instant startedAt,
        @Nullable Instant endedAt,
        Map<String, String> labels) {

    /** Whether the alert is still firing. */
    boolean firing() {
        return endedAt == null;
    }
}
