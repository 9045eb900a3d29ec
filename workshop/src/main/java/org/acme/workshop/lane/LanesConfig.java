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

/** Where the services of both lanes answer. */
@ConfigMapping(prefix = "lanes")
public interface LanesConfig {

    /** The services of the lane with circuit breakers. */
    @WithName("protected")
    Addresses protectedLane();

    /** The services of the lane without. */
    @WithName("unprotected")
    Addresses unprotectedLane();

    /**
     * The token that checkout wants from whoever operates its breakers: its {@code
     * breaker.admin.token}. Sent with those requests only, and never logged. Blanks around it are
     * no part of it, there as here.
     */
    Optional<
                    @Pattern(
                            regexp = "[!-~]{1,256}",
                            message = "must be 1 to 256 visible ASCII characters without spaces")
                    @WithConverter(TrimmedStringConverter.class) String>
            adminToken();

    /** How often the services are asked for what is shown live. */
    @WithDefault("1s")
    Duration pollInterval();

    /** The addresses of one lane, each {@code http://host:port}. */
    interface Addresses {

        /** What an address looks like: plain HTTP, a host, perhaps a port, nothing behind it. */
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
