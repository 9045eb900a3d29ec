package org.acme.checkout.catalogue;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Tells where data comes from and how old it is. */
public record Provenance(String source, Instant asOf, String staleFor) {

    static Provenance live(Instant asOf) {
        return new Provenance("live", asOf, Duration.ZERO.toString());
    }

    static Provenance cached(Instant asOf, Duration age) {
        return new Provenance("cache", asOf, age.truncatedTo(ChronoUnit.MILLIS).toString());
    }
}
