package org.acme.gateway.capacity;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Another capacity for a while, all of it written down. */
@Schema(example = "{\"workers\":4,\"queue\":500,\"minMillis\":40,\"maxMillis\":80,\"seconds\":60}")
record CapacityChange(
        @NotNull(message = "is missing") @Min(1) @Max(10_000) @Nullable Integer workers,
        @NotNull(message = "is missing") @Min(0) @Max(100_000) @Nullable Integer queue,
        @NotNull(message = "is missing") @Min(0) @Max(60_000) @Nullable Integer minMillis,
        @NotNull(message = "is missing") @Min(0) @Max(60_000) @Nullable Integer maxMillis,
        @NotNull(message = "is missing")
                @Min(1)
                @Max(3600)
                @Schema(description = "After which it is as configured again")
                @Nullable Integer seconds) {

    @AssertTrue(message = "maxMillis must be at least minMillis")
    @Schema(hidden = true)
    boolean isRangeInOrder() {
        return minMillis == null || maxMillis == null || minMillis <= maxMillis;
    }
}
