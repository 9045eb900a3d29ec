package org.acme.workshop.lane;

import io.quarkus.runtime.configuration.TrimmedStringConverter;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** The addresses of the services of both lanes. */
@ConfigMapping(prefix = "lanes")
public interface LanesConfig {

    /** The services of the lane with circuit breakers. */
    @WithName("protected")
    Addresses protectedLane();

    /** The services of the lane without circuit breakers. */
    @WithName("unprotected")
    Addresses unprotectedLane();

    /**
     * The token that checkout requires from clients that control its breakers: its {@code
     * breaker.admin.token}. Sent only with those requests, and never logged. Leading and trailing
     * blanks are removed, as in checkout.
     */
    Optional<
                    @Pattern(
                            regexp = "[!-~]{1,256}",
                            message = "must be 1 to 256 visible ASCII characters without spaces")
                    @WithConverter(TrimmedStringConverter.class) String>
            adminToken();

    /** How often the services are read for the live view. */
    @WithDefault("1s")
    Duration pollInterval();

    /** The addresses of one lane, each {@code http://host:port}. */
    interface Addresses {

        /** The format of an address: plain HTTP, a host, an optional port, no path. */
        String FORM = "http://[A-Za-z0-9._-]+(:\\d{1,5})?/?";

        /** The checkout service. */
        @Pattern(regexp = FORM, message = "must be an address like http://127.0.0.1:8081")
        String checkout();

        /** The payment gateway stub. */
        @Pattern(regexp = FORM, message = "must be an address like http://127.0.0.1:8082")
        String payment();

        /** The inventory service. */
        @Pattern(regexp = FORM, message = "must be an address like http://127.0.0.1:8083")
        String inventory();
    }

    /** The address of a service. */
    default URI address(Lane lane, Service service) {
        Addresses addresses = lane == Lane.PROTECTED ? protectedLane() : unprotectedLane();
        return URI.create(
                switch (service) {
                    case CHECKOUT -> addresses.checkout();
                    case PAYMENT -> addresses.payment();
                    case INVENTORY -> addresses.inventory();
                });
    }
}
