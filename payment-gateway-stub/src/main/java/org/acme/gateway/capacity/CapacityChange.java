package org.acme.gateway.capacity;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A temporary change of the capacity. Required fields have no default, so that no value remains by
 * accident.
 */
@Schema(example = "{\"workers\":4,\"queue\":500,\"minMillis\":40,\"maxMillis\":80,\"seconds\":60}")
@TimesInOrder
record CapacityChange(
        @NotNull @Min(1) @Max(10_000) Integer workers,
        @NotNull @Min(0) @Max(100_000) Integer queue,
        @Schema(
                        description =
                                "How service times spread between the fastest and the slowest",
                        enumeration = {"uniform", "exponential", "log-normal"},
                        defaultValue = "uniform")
                @Pattern(
                        regexp = Shape.NAMES,
                        message = "must be uniform, exponential or log-normal")
                @Nullable String shape,
        @NotNull @Min(0) @Max(60_000) @Schema(description = "The fastest charge") Integer minMillis,
        @Min(1)
                @Max(60_000)
                @Schema(
                        description =
                                "Half of the charges take longer; for the shapes exponential and"
                                        + " log-normal, which need it")
                @Nullable Integer medianMillis,
        @NotNull
                @Min(0)
                @Max(60_000)
                @Schema(
                        description =
                                "The slowest charge, at which tails are cut off; of log-normal"
                                        + " ones, one in a thousand reaches it")
                Integer maxMillis,
        @Schema(
                        description =
                                "The charges that the bank begins with this one take the same times"
                                        + " again; if absent, drawn at random and shown")
                @Nullable Long seed,
        @NotNull @Min(1) @Max(3600) @Schema(description = "After which it is as configured again")
                Integer seconds) {}
