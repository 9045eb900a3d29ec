package org.acme.workshop.alert;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An alert as JSON.
 *
 * @param state firing or resolved
 * @param lane the lane that it is about; null when it is about none
 * @param subject what it is about, such as the name of a breaker; null when nothing names it
 * @param todo what to do about it
 * @param runbook where to read more: an http address, a page under {@code docs/}, or null
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

    /** Whether it is still so. */
    boolean firing() {
        return endedAt == null;
    }
}
