package org.acme.breaker.quarkus.config;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigSourceInterceptorFactory;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;
import java.util.OptionalInt;

/**
 * Makes {@code breaker."payment".…} and {@code breaker.payment.…} the same key, and replaces
 * SmallRye's check for unknown keys under {@code breaker.}, which can't suggest the nearest valid
 * key. Found through {@code META-INF/services}.
 */
public final class ConfigCustomizer implements SmallRyeConfigBuilderCustomizer {

    /**
     * Runs after expressions and profiles are resolved, and before the application's own
     * interceptors.
     */
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
