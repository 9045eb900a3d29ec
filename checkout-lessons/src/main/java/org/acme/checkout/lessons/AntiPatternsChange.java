package org.acme.checkout.lessons;

import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;

/**
 * A request to switch on bad habits for a limited time; habits that are absent are switched off.
 *
 * @param without parts of the protection of payment calls to switch off; none if absent
 * @param seconds after which they end by themselves; 60 if absent
 */
@Schema(example = "{\"retryInsideBreaker\":true,\"seconds\":30}")
record AntiPatternsChange(
        @Nullable Boolean oneBreakerForAll,
        @Nullable Boolean noFallback,
        @Nullable Boolean retryInsideBreaker,
        @Nullable Boolean onlyTimeoutsCount,
        @Range(min = 0, max = 60_000) @Nullable Integer hastyTimeoutMillis,
        @Range(min = 0, max = 10) @Nullable Integer hastyRetries,
        @Nullable List<@Pattern(regexp = Part.NAMES) String> without,
        @Range(min = 1, max = 3600) @Nullable Integer seconds) {

    AntiPatterns habits() {
        return new AntiPatterns(
                isTrue(oneBreakerForAll),
                isTrue(noFallback),
                isTrue(retryInsideBreaker),
                isTrue(onlyTimeoutsCount),
                hastyTimeoutMillis == null ? 0 : hastyTimeoutMillis,
                hastyRetries == null ? 0 : hastyRetries,
                parts());
    }

    private Set<Part> parts() {
        return without == null
                ? Set.of()
                : without.stream().map(Part::named).collect(Collectors.toUnmodifiableSet());
    }

    Duration lasts() {
        return Duration.ofSeconds(seconds == null ? 60 : seconds);
    }

    private static boolean isTrue(@Nullable Boolean flag) {
        return Boolean.TRUE.equals(flag);
    }
}
