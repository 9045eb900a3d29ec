package org.acme.breaker.quarkus.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.smallrye.config.SmallRyeConfig;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.acme.breaker.BreakerState;
import org.acme.breaker.CallNotPermittedException;
import org.acme.breaker.CircuitBreaker;
import org.acme.breaker.CircuitBreakerRegistry;
import org.acme.breaker.pipeline.Pipeline;
import org.acme.breaker.quarkus.config.BreakersConfig;
import org.acme.breaker.quarkus.config.NamedSettings;
import org.acme.breaker.quarkus.config.Properties;
import org.acme.breaker.quarkus.pipeline.PipelinesByHand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostPipelinesTest {

    private static final URI SICK = URI.create("http://sick.example:8080/prices?of=tea");
    private static final URI WELL = URI.create("http://well.example:8080/prices");
    private static final String SICK_NAME = "http://sick.example:8080";

    private final AtomicLong nanos = new AtomicLong();
    private final SmallRyeConfig config =
            Properties.of(
                    "breaker.default.minimum-calls=2",
                    "breaker.hosts.success-threshold=7",
                    "breaker.\"http://configured:80\".minimum-calls=9",
                    "breaker.host-idle=10m",
                    "breaker.host-limit=3");
    private final PipelinesByHand byHand = PipelinesByHand.of(config, nanos::get);
    private final HostPipelines hosts =
            new HostPipelines(
                    config.getConfigMapping(BreakersConfig.class),
                    new NamedSettings(config),
                    byHand.pipelines(),
                    byHand.registry(),
                    nanos::get);

    private CircuitBreakerRegistry registry() {
        return byHand.registry();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private static void fail(Pipeline pipeline) {
        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(
                            () ->
                                    pipeline.call(
                                            () -> {
                                                throw new IllegalStateException("down");
                                            }));
        }
    }

    private static CircuitBreaker breaker(Pipeline pipeline) {
        return pipeline.breaker().orElseThrow();
    }

    @Test
    void sickHost_opensItsOwnBreakerOnly() {
        fail(hosts.of(SICK));

        assertThatExceptionOfType(CallNotPermittedException.class)
                .isThrownBy(() -> hosts.of(SICK.resolve("/other")).call(() -> "never asked"));
        assertThat(hosts.of(WELL).call(() -> "5.90")).isEqualTo("5.90");
        assertThat(registry().states())
                .containsEntry(SICK_NAME, BreakerState.OPEN)
                .containsEntry("http://well.example:8080", BreakerState.CLOSED);
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP://Well.Example/a/b, http://well.example:80",
        "https://well.example, https://well.example:443",
        "http://user:secret@well.example:81/?q=1#f, http://well.example:81",
        "http://[::1]:8080/, http://[::1]:8080"
    })
    void name_isSchemeHostAndPort_andNothingElse(URI uri, String name) {
        assertThat(HostPipelines.nameOf(uri)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/prices", "mailto:a@b", "http:///nowhere", ""})
    void addressWithoutAHost_isRefused(URI uri) {
        assertThatIllegalArgumentException().isThrownBy(() -> hosts.of(uri));
    }

    @Test
    void settings_areTheHosts_thenThoseOfAllHosts_thenThoseOfAll() {
        var plain = breaker(hosts.of(WELL)).config();
        var configured = breaker(hosts.of(URI.create("http://configured"))).config();

        assertThat(plain.minimumCalls()).isEqualTo(2);
        assertThat(plain.successThreshold()).isEqualTo(7);
        assertThat(configured.minimumCalls()).isEqualTo(9);
        assertThat(configured.successThreshold()).isEqualTo(7);
    }

    @Test
    void hostThatNobodyCalls_isForgotten_openOrNot() {
        fail(hosts.of(SICK));
        hosts.of(WELL);
        pass(Duration.ofMinutes(9));
        hosts.of(WELL);
        pass(Duration.ofMinutes(1));

        hosts.retireIdle();

        assertThat(registry().states()).containsOnlyKeys("http://well.example:8080");
        assertThat(breaker(hosts.of(SICK)).state()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void hostThatIsConfigured_orWasSetByHand_isKept() {
        hosts.of(URI.create("http://configured"));
        breaker(hosts.of(SICK)).forceOpen();
        pass(Duration.ofHours(1));

        hosts.retireIdle();

        assertThat(registry().states()).containsOnlyKeys("http://configured:80", SICK_NAME);
    }

    @Test
    void tooManyHosts_shareOnePipeline() {
        for (int i = 0; i < 3; i++) {
            hosts.of(URI.create("http://host-" + i));
        }

        assertThat(hosts.of(SICK)).isSameAs(hosts.of(WELL));
        assertThat(hosts.of(SICK).name()).isEqualTo("hosts");
        assertThat(hosts.of(URI.create("http://host-1")).name()).isEqualTo("http://host-1:80");
        pass(Duration.ofMinutes(10));
        hosts.retireIdle();
        assertThat(hosts.of(SICK).name()).isEqualTo(SICK_NAME);
    }
}
