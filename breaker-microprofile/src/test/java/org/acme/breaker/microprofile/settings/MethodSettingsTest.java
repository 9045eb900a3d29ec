package org.acme.breaker.microprofile.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.acme.breaker.CircuitBreakerConfig;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Fallback;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.faulttolerance.exceptions.FaultToleranceDefinitionException;
import org.junit.jupiter.api.Test;

class MethodSettingsTest {

    private static final String CLASS = Bean.class.getName();

    @Timeout(1000)
    static class Bean {
        @CircuitBreaker(failureRatio = 0.29)
        @Retry(maxRetries = -1, maxDuration = 0)
        @Fallback(fallbackMethod = "none")
        void call() {}

        @CircuitBreaker(failureRatio = 1.1)
        void wrongRatio() {}

        @Retry(delay = 1000, maxDuration = 500)
        void wrongDelay() {}
    }

    private static MethodSettings read(String method, Map<String, String> configured) {
        Config config =
                new SmallRyeConfigBuilder()
                        .addDefaultInterceptors()
                        .withSources(new PropertiesConfigSource(configured, "test", 100))
                        .build();
        return Arrays.stream(Bean.class.getDeclaredMethods())
                .filter(m -> m.getName().equals(method))
                .map(m -> MethodSettings.read(config, Bean.class, m))
                .findFirst()
                .orElseThrow();
    }

    private static Duration timeout(Map<String, String> configured) {
        TimeoutSettings settings = read("call", configured).timeout();
        return settings == null ? Duration.ZERO : settings.timeout();
    }

    @Test
    void annotationOfTheClass_holdsForItsMethods() {
        assertThat(timeout(Map.of())).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void configuration_isReadWhereTheAnnotationStands_thenForAll() {
        assertThat(timeout(Map.of("Timeout/value", "5"))).isEqualTo(Duration.ofMillis(5));
        assertThat(timeout(Map.of("Timeout/value", "5", CLASS + "/Timeout/value", "7")))
                .isEqualTo(Duration.ofMillis(7));
        assertThat(timeout(Map.of(CLASS + "/call/Timeout/value", "9")))
                .as("the annotation stands on the class")
                .isEqualTo(Duration.ofSeconds(1));
        assertThat(timeout(Map.of("Timeout/unit", "SECONDS", "Timeout/value", "2")))
                .isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void switches_methodBeforeClassBeforeAll() {
        assertThat(read("call", Map.of("Retry/enabled", "false")).retry()).isNull();
        assertThat(
                        read(
                                        "call",
                                        Map.of(
                                                "Retry/enabled",
                                                "false",
                                                CLASS + "/call/Retry/enabled",
                                                "true"))
                                .retry())
                .isNotNull();
    }

    @Test
    void nonFallbackSwitch_leavesOnlyFallbacks() {
        MethodSettings settings =
                read(
                        "call",
                        Map.of(
                                "MP_Fault_Tolerance_NonFallback_Enabled",
                                "false",
                                CLASS + "/Timeout/enabled",
                                "true"));

        assertThat(settings.fallback()).isNotNull();
        assertThat(settings.timeout()).as("enabled by name").isNotNull();
        assertThat(settings.retry()).isNull();
        assertThat(settings.breaker()).isNull();
    }

    @Test
    void ratio_isExact() {
        BreakerSettings breaker = read("call", Map.of()).breaker();
        assertThat(breaker).isNotNull();
        CircuitBreakerConfig config = breaker.toConfig();
        assertThat(config.failureRateThreshold()).isEqualTo(29);
        assertThat(config.minimumCalls()).isEqualTo(20);
    }

    @Test
    void whatMakesNoSense_isRefusedByName() {
        assertThatThrownBy(() -> read("wrongRatio", Map.of()))
                .isInstanceOf(FaultToleranceDefinitionException.class)
                .hasMessage(
                        "@CircuitBreaker of %s.wrongRatio: failureRatio must be from 0 to 1, but is"
                                + " 1.1",
                        CLASS);
        assertThatThrownBy(() -> read("wrongDelay", Map.of()))
                .hasMessageContaining("delay must be shorter than maxDuration");
        assertThatThrownBy(() -> read("call", Map.of("Timeout/value", "soon")))
                .isInstanceOf(FaultToleranceDefinitionException.class)
                .hasMessage("Timeout/value cannot be read");
    }
}
