package org.acme.breaker.quarkus.config;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigSourceInterceptorFactory;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;
import java.util.OptionalInt;

/**
 * Makes {@code breaker."payment".…} and {@code breaker.payment.…} the same key, and takes the check
 * for unknown keys under {@code breaker.} over from SmallRye, which can't name the nearest right
 * one. Found through {@code META-INF/services}.
 */
public final class ConfigCustomizer implements SmallRyeConfigBuilderCustomizer {

    /** After expressions and profiles are resolved, before the application's own interceptors. */
    private static final int PRIORITY = 1_500;

    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        builder.withMappingIgnore(ConfigKeys.PREFIX + "**");
        builder.withInterceptorFactories(
                new ConfigSourceInterceptorFactory() {
                    @Override
                    public ConfigSourceInterceptor getInterceptor(
                            ConfigSourceInterceptorContext context) {
                        return new QuotedNames();
                    }

                    @Override
                    public OptionalInt getPriority() {
                        return OptionalInt.of(PRIORITY);
                    }
                });
    }
}
