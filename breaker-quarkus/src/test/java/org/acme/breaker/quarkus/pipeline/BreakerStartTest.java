package org.acme.breaker.quarkus.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.SmallRyeConfig;
import java.util.Set;
import org.acme.breaker.BreakerState;
import org.acme.breaker.CheckedCall;
import org.acme.breaker.CircuitBreakerRegistry;
import org.acme.breaker.Ticker;
import org.acme.breaker.fallback.Fallback;
import org.acme.breaker.pipeline.Pipeline;
import org.acme.breaker.quarkus.config.BreakersConfig;
import org.acme.breaker.quarkus.config.NamedSettings;
import org.acme.breaker.quarkus.config.Properties;
import org.junit.jupiter.api.Test;

class BreakerStartTest {

    private static Pipelines start(String... lines) {
        SmallRyeConfig config = Properties.of(lines);
        BreakersConfig breakers = config.getConfigMapping(BreakersConfig.class);
        PipelinesByHand byHand = PipelinesByHand.of(config, Ticker.system());
        new BreakerStart(
                        breakers,
                        new NamedSettings(config),
                        new InjectedNames(Set.of("injected")),
                        byHand.pipelines(),
                        byHand.factory(),
                        config,
                        new OtherKeys(Set.of("fleet.enabled")))
                .start(new StartupEvent());
        return byHand.pipelines();
    }

    @Test
    void everyNameThatIsConfiguredOrInjected_hasItsPipeline() {
        assertThat(start("breaker.default.minimum-calls=5", "breaker.payment.window=4s").all())
                .extracting(Pipeline::name)
                .containsExactlyInAnyOrder("injected", "payment");
    }

    @Test
    void keyOfAnotherModule_isNoComplaint() {
        assertThat(start("breaker.fleet.enabled=true").all())
                .extracting(Pipeline::name)
                .containsExactly("injected");
    }

    @Test
    void everythingWrong_isNamed_andNothingStarts() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(
                        () ->
                                start(
                                        "breaker.payment.failure-rate-threshold=0",
                                        "breaker.default.success-threshold=0",
                                        "breaker.payment.timeout=1s",
                                        "breaker.payment.deadline=800ms",
                                        "breaker.payment.windw=4s"))
                .withMessageContaining(
                        "breaker.\"payment\".failure-rate-threshold must be above 0 and at most 100"
                                + " (percent), but is 0.0")
                .withMessageContaining(
                        "breaker.default.success-threshold must be from 1 to 1000000, but is 0")
                .withMessageContaining(
                        "breaker.payment.windw is not a setting, did you mean"
                                + " breaker.payment.window?");
    }

    @Test
    void timeoutThatIsNotShorterThanTheDeadline_isRefused() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(
                        () -> start("breaker.payment.timeout=1s", "breaker.payment.deadline=800ms"))
                .withMessageContaining("breaker.\"payment\".timeout must be shorter");
    }

    @Test
    void wrongDefault_isRefusedEvenIfNobodyInheritsIt() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> start("breaker.default.window=0"))
                .withMessageContaining("breaker.default.window must be above PT0S");
    }

    @Test
    void wrongSettingsOfHosts_areRefused() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> start("breaker.host-limit=0", "breaker.host-idle=0"))
                .withMessageContaining("breaker.host-limit must be at least 1, but is 0")
                .withMessageContaining("breaker.host-idle must be above PT0S");
    }

    @Test
    void emptyName_isRefused() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> start("breaker.\"\".window=4s"))
                .withMessageContaining("is not a setting");
    }

    @Test
    void passThrough_hasBreakersThatAreDisabled_andNoOtherPart() {
        Pipelines pipelines =
                start(
                        "breaker.enabled=false",
                        "breaker.payment.minimum-calls=1",
                        "breaker.payment.retry.max-attempts=3",
                        "breaker.payment.bulkhead.max-concurrent=1");

        assertThat(pipelines.breaker("payment").state()).isEqualTo(BreakerState.DISABLED);
        assertThat(pipelines.pipeline("payment").retry()).isEmpty();
        assertThat(pipelines.pipeline("payment").bulkhead()).isEmpty();
    }

    @Test
    void passThrough_isTrueOfBreakersMadeInCodeToo() {
        SmallRyeConfig off = Properties.of("breaker.enabled=false");
        CircuitBreakerRegistry registry = PipelinesByHand.of(off, Ticker.system()).registry();

        assertThat(registry.breaker("made in code").state()).isEqualTo(BreakerState.DISABLED);
    }

    @Test
    void fallback_answersUnlessSwitchedOff() {
        Fallback<String> cached = Fallback.<String>none().orElseValue("cached", "from cache");
        CheckedCall<String, RuntimeException> failing =
                () -> {
                    throw new IllegalStateException("down");
                };
        Pipelines pipelines = start("breaker.inventory.fallback.enabled=false");

        assertThat(
                        pipelines
                                .pipeline("payment")
                                .call(failing, pipelines.fallback("payment", cached)))
                .isEqualTo("from cache");
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(
                        () ->
                                pipelines
                                        .pipeline("inventory")
                                        .call(failing, pipelines.fallback("inventory", cached)));
    }

    @Test
    void kindOfFallback_thatIsNoWord_isRefused() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> start("breaker.payment.fallback.kinds=cached_one,Some Thing"))
                .withMessageContaining("breaker.\"payment\".fallback.kinds must be words of a-z");
    }
}
