package org.acme.checkout.lessons;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.util.function.Supplier;
import org.acme.breaker.CircuitBreakerConfig;
import org.acme.breaker.CircuitBreakerRegistry;
import org.acme.chassis.problem.ProblemException;
import org.junit.jupiter.api.Test;

/**
 * As the service is started where nobody asks for lessons: by its own settings, and no environment.
 */
class AntiPatternsOffTest {

    private final ActiveAntiPatterns habits =
            new ActiveAntiPatterns(CircuitBreakerRegistry.of(CircuitBreakerConfig.defaults()));

    @Test
    void nothingAsked_habitsAreOffAndCantBeTaken() throws IOException {
        AntiPatternsResource resource = new AntiPatternsResource(asDelivered(), habits);
        AntiPatternsChange wish =
                new AntiPatternsChange(null, true, null, null, null, null, null, null);

        assertRefused(() -> resource.take(wish));
        assertRefused(resource::show);
        assertRefused(resource::drop);

        assertThat(habits.now()).isEqualTo(AntiPatterns.NONE);
    }

    private static void assertRefused(Supplier<Object> request) {
        assertThatThrownBy(request::get)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().status()).isEqualTo(403))
                .hasMessageContaining("HABITS_ENABLED=true");
    }

    private static AntiPatternsConfig asDelivered() throws IOException {
        var settings = AntiPatternsOffTest.class.getResource("/application.properties");
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(requireNonNull(settings)))
                .withMapping(AntiPatternsConfig.class)
                .build()
                .getConfigMapping(AntiPatternsConfig.class);
    }
}
