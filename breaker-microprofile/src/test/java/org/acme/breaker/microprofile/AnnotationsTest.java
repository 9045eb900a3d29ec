package org.acme.breaker.microprofile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.acme.breaker.BreakerState;
import org.acme.breaker.CircuitBreakerRegistry;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each annotation once, in a real application; the test kit of the standard does the rest. */
@QuarkusTest
class AnnotationsTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @Inject Shop shop;
    @Inject CircuitBreakerRegistry registry;

    @BeforeEach
    void anew() {
        registry.resetAll();
        shop.calls.set(0);
    }

    @Test
    void circuitBreaker_opensAndIsInTheRegistryByItsName() {
        assertThatThrownBy(shop::breaking).isInstanceOf(IOException.class);
        assertThatThrownBy(shop::breaking).isInstanceOf(IOException.class);

        assertThatThrownBy(shop::breaking).isInstanceOf(CircuitBreakerOpenException.class);
        assertThat(registry.find("payment"))
                .hasValueSatisfying(b -> assertThat(b.state()).isEqualTo(BreakerState.OPEN));
        assertThat(shop.calls).hasValue(2);
    }

    @Test
    void breakers_areThereBeforeTheFirstCall() {
        assertThat(registry.states())
                .containsOnlyKeys("payment", "org.acme.breaker.microprofile.Shop.withFallback");
    }

    @Test
    void fallback_answersForFailuresAndRefusals() throws IOException {
        for (int i = 0; i < 3; i++) {
            assertThat(shop.withFallback("Ada")).isEqualTo("closed, Ada");
        }
        assertThat(shop.calls).hasValue(2);
    }

    @Test
    void retry_triesAgain() {
        assertThatThrownBy(shop::retried).isInstanceOf(IOException.class);
        assertThat(shop.calls).hasValue(4);
    }

    @Test
    void configuration_isStrongerThanCode() {
        assertThatThrownBy(shop::configured).isInstanceOf(IOException.class);
        assertThat(shop.calls).hasValue(2);
    }

    @Test
    void switchedOffAnnotation_doesNothing() {
        assertThatThrownBy(shop::switchedOff).isInstanceOf(IOException.class);
        assertThat(shop.calls).hasValue(1);
    }

    @Test
    void timeout_interrupts() {
        assertThatThrownBy(shop::tooSlow).isInstanceOf(TimeoutException.class);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void bulkhead_refusesTheSecond() {
        assertThat(
                        shop.crowded(
                                () ->
                                        assertThatThrownBy(() -> shop.crowded(() -> {}))
                                                .isInstanceOf(BulkheadException.class)))
                .isEqualTo("fine");
    }

    @Test
    void future_runsOnAnotherThread() throws Exception {
        assertThat(shop.future().get(30, TimeUnit.SECONDS))
                .isNotEqualTo(Thread.currentThread().getName());
    }

    @Test
    void worker_hasARequestContext() throws Exception {
        assertThat(shop.stageOfARequest().toCompletableFuture().get(30, TimeUnit.SECONDS))
                .isEqualTo("tea");
    }

    @Test
    void stage_isRetriedAndFailsAsAStage() throws Exception {
        assertThatThrownBy(() -> shop.stage().toCompletableFuture().get(30, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IOException.class);
        assertThat(shop.calls).hasValue(3);
    }

    @Test
    void stageThatNeverEnds_timesOutAndFallsBack() throws Exception {
        assertThat(shop.stageThatNeverEnds().toCompletableFuture().get(30, TimeUnit.SECONDS))
                .isEqualTo("in time");
    }

    @Test
    void uni_isRetriedByEachSubscriptionAnew() {
        var uni = shop.uni();
        assertThat(shop.calls).as("nothing before somebody subscribes").hasValue(0);

        assertThat(uni.await().atMost(TIMEOUT)).isEqualTo("fine");
        assertThat(shop.calls).hasValue(3);
    }
}
