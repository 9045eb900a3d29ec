package org.acme.breaker.quarkus.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.acme.breaker.BreakerState;
import org.acme.breaker.CallNotPermittedException;
import org.acme.breaker.CircuitBreaker;
import org.acme.breaker.CircuitBreakerRegistry;
import org.acme.breaker.quarkus.TestShop;
import org.acme.breaker.window.SlidingWindow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class InjectionTest {

    @Inject TestShop shop;
    @Inject CircuitBreakerRegistry registry;
    @Inject Pipelines pipelines;

    @AfterEach
    void reset() {
        registry.resetAll();
    }

    @Test
    void namedPipeline_isTheOneOfItsName() {
        assertThat(shop.payment()).isSameAs(pipelines.pipeline("payment"));
        assertThat(shop.payment().name()).isEqualTo("payment");
    }

    @Test
    void namedBreaker_isTheOneOfItsPipeline() {
        assertThat(shop.inventory())
                .isSameAs(pipelines.pipeline("inventory").breaker().orElseThrow())
                .isSameAs(registry.find("inventory").orElseThrow());
    }

    @Test
    void settings_areThoseOfTheName_thenThoseInheritedByAll_thenTheLibrarys() {
        CircuitBreaker payment = shop.payment().breaker().orElseThrow();

        assertThat(payment.config().window())
                .isEqualTo(SlidingWindow.lastTime(Duration.ofSeconds(4)));
        assertThat(payment.config().minimumCalls()).isEqualTo(4);
        assertThat(payment.config().permittedCallsInHalfOpen()).isEqualTo(1);
        assertThat(shop.inventory().config().minimumCalls()).isEqualTo(4);
    }

    @Test
    void parts_areThereWhereConfigured() {
        assertThat(shop.payment().retry().orElseThrow().config().maxAttempts()).isEqualTo(2);
        assertThat(shop.payment().bulkhead().orElseThrow().maxConcurrent()).isEqualTo(8);
        assertThat(pipelines.pipeline("inventory").retry()).isEmpty();
        assertThat(pipelines.pipeline("inventory").bulkhead()).isEmpty();
    }

    @Test
    void customizer_classifiesExceptionsAndResults() {
        CircuitBreaker breaker = shop.payment().breaker().orElseThrow();
        for (int i = 0; i < 4; i++) {
            assertThatExceptionOfType(TestShop.DeclinedException.class)
                    .isThrownBy(
                            () ->
                                    breaker.call(
                                            () -> {
                                                throw new TestShop.DeclinedException();
                                            }));
        }
        assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);

        for (int i = 0; i < 4; i++) {
            breaker.call(() -> "broken");
        }
        assertThatExceptionOfType(CallNotPermittedException.class)
                .isThrownBy(() -> shop.payment().call(() -> "never called"));
    }

    @Test
    void unknownName_isMadeWithTheInheritedSettings() {
        assertThat(pipelines.breaker("made-later").config().minimumCalls()).isEqualTo(4);
        registry.remove("made-later");
    }
}
