package org.acme.inventory.delivery;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.acme.chassis.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A request to pause or resume deliveries.
 *
 * @param enabled false pauses, true resumes
 * @param duration how long the pause lasts; it ends by itself
 */
public record PolicyRequest(
        @NotNull Boolean enabled, @Schema(examples = "60s") @Nullable String duration) {

    private static final Pattern DURATION = Pattern.compile("([0-9]{1,7})(ms|s|m|h)");
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final String ALLOWED = "must be like 500ms, 60s or 5m, above 0 and at most 1h";

    boolean wantsDeliveries() {
        if (enabled && duration != null) {
            throw ProblemException.invalid("duration", "is for a pause (enabled: false) only");
        }
        return enabled;
    }

    Duration pause() {
        if (duration == null) {
            throw ProblemException.invalid("duration", "is missing; a pause ends by itself");
        }
        Matcher matcher = DURATION.matcher(duration);
        Duration wanted = matcher.matches() ? parse(matcher) : Duration.ZERO;
        if (wanted.isZero() || wanted.compareTo(LONGEST) > 0) {
            throw ProblemException.invalid("duration", ALLOWED);
        }
        return wanted;
    }

    private static Duration parse(Matcher matcher) {
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
    }
}
