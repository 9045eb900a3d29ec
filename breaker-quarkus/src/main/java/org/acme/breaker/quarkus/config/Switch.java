package org.acme.breaker.quarkus.config;

import java.util.Locale;
import java.util.Set;
import org.eclipse.microprofile.config.spi.Converter;
import org.jspecify.annotations.Nullable;

/**
 * Reads a boolean and rejects every word that is neither true nor false; the default converter
 * reads unknown words as false.
 */
public final class Switch implements Converter<Boolean> {

    private static final long serialVersionUID = 1L;

    private static final Set<String> ON = Set.of("true", "on", "yes", "y", "t", "1");
    private static final Set<String> OFF = Set.of("false", "off", "no", "n", "f", "0");

    @Override
    public @Nullable Boolean convert(String written) {
        String value = written.strip().toLowerCase(Locale.ROOT);
        if (value.isEmpty()) {
            return null;
        }
        if (!ON.contains(value) && !OFF.contains(value)) {
            throw new IllegalArgumentException("must be true or false, but is " + written);
        }
        return ON.contains(value);
    }
}
