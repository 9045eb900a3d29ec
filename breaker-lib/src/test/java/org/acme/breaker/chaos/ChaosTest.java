package org.acme.breaker.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.acme.breaker.CircuitBreaker;
import org.acme.breaker.CircuitBreakerConfig;
import org.acme.breaker.ManualTicker;
import org.acme.breaker.pipeline.Pipeline;
import org.acme.breaker.timeout.CallTimeoutException;
import org.acme.breaker.timeout.ManualTimer;
import org.acme.breaker.timeout.Timeout;
import org.acme.breaker.window.Counts;
import org.junit.jupiter.api.Test;

class ChaosTest {

    private static final Duration DELAY = Duration.ofMillis(300);

    private final ManualTicker ticker = new ManualTicker();
    private final ManualTimer timer = new ManualTimer(ticker);
    private final List<Long> pauses = new ArrayList<>();
    private final List<Injection> told = new ArrayList<>();
    private final AtomicInteger calls = new AtomicInteger();

    private ChaosBuilder builder() {
        return Chaos.builder("payment").seed(42).enabled(true).time(pauses::add, timer);
    }

    private String call(Chaos chaos) throws IOException {
        return chaos.<String, IOException>call(
                () -> {
                    calls.incrementAndGet();
                    return "fine";
                });
    }

    @Test
    void chaos_isOff_untilItIsSwitchedOn_andOffAgain() throws IOException {
        Chaos chaos = Chaos.builder("payment").faults(100, IOException::new).build();

        assertThat(call(chaos)).isEqualTo("fine");
        chaos.enable();
        assertThatThrownBy(() -> call(chaos)).isInstanceOf(IOException.class);
        chaos.disable();
        assertThat(call(chaos)).isEqualTo("fine");

        assertThat(chaos.injected()).isEqualTo(1);
    }

    @Test
    void fault_standsInForTheCall() {
        Chaos chaos = builder().faults(100, () -> new IOException("chaos")).build();
        chaos.onInjection(told::add);

        assertThatThrownBy(() -> call(chaos)).isInstanceOf(IOException.class).hasMessage("chaos");
        assertThat(chaos.callAsync(CompletableFuture::new).toCompletableFuture())
                .isCompletedExceptionally();

        assertThat(calls).hasValue(0);
        assertThat(told).containsExactly(Injection.FAULT, Injection.FAULT);
    }

    @Test
    void latency_delaysTheCall_andLetsItPass() throws IOException {
        assertThat(call(builder().latency(100, DELAY).build())).isEqualTo("fine");

        assertThat(pauses).containsExactly(DELAY.toNanos());
    }

    @Test
    void asynchronousLatency_beginsTheWorkLater_andEndsWithTheAnswer() {
        Chaos chaos = builder().latency(100, DELAY).build();
        CompletableFuture<String> answer =
                chaos.callAsync(() -> CompletableFuture.completedFuture("fine"))
                        .toCompletableFuture();

        assertThat(answer).isNotDone();
        timer.advance(DELAY);
        assertThat(answer).isCompletedWithValue("fine");

        CompletableFuture<String> givenUp =
                chaos.callAsync(
                                () -> {
                                    calls.incrementAndGet();
                                    return CompletableFuture.completedFuture("fine");
                                })
                        .toCompletableFuture();
        givenUp.cancel(true);
        timer.advance(DELAY);
        assertThat(calls).hasValue(0);
        assertThat(timer.pending()).isZero();
    }

    @Test
    void outcome_isTheAnswer_andTheCallIsNotMade() throws IOException {
        Chaos chaos = builder().outcomes(100, () -> "false").build();

        assertThat(call(chaos)).isEqualTo("false");
        assertThat(chaos.callAsync(CompletableFuture<String>::new).toCompletableFuture())
                .isCompletedWithValue("false");
        assertThat(calls).hasValue(0);
    }

    @Test
    void behaviour_runsBeforeTheCall() throws IOException {
        List<Integer> seen = new ArrayList<>();

        call(builder().behaviour(100, () -> seen.add(calls.get())).build());

        assertThat(seen).containsExactly(0);
        assertThat(calls).hasValue(1);
    }

    @Test
    void rate_isTheShareOfCalls_andTheSeedRepeatsIt() {
        List<Boolean> first = failures(builder().faults(20, IOException::new).build());
        List<Boolean> again = failures(builder().faults(20, IOException::new).build());
        List<Boolean> withLatency =
                failures(builder().faults(20, IOException::new).latency(50, DELAY).build());

        assertThat(again).isEqualTo(first).isEqualTo(withLatency);
        assertThat(first).filteredOn(Boolean::booleanValue).hasSizeBetween(150, 250);
        assertThat(pauses).hasSizeBetween(420, 580);
    }

    private List<Boolean> failures(Chaos chaos) {
        return IntStream.range(0, 1_000).mapToObj(i -> fails(chaos)).toList();
    }

    private boolean fails(Chaos chaos) {
        try {
            call(chaos);
            return false;
        } catch (IOException injected) {
            return true;
        }
    }

    @Test
    void everyPartOfThePipeline_meetsWhatChaosDoes() {
        CircuitBreaker breaker =
                CircuitBreaker.of("payment", CircuitBreakerConfig.defaults(), ticker);
        Pipeline pipeline =
                Pipeline.named("payment")
                        .time(ticker, timer)
                        .breaker(breaker)
                        .timeout(Timeout.of("payment", DELAY.dividedBy(2), timer))
                        .chaos(builder().latency(100, DELAY).build())
                        .build();

        CompletableFuture<String> answer =
                pipeline.callAsync(() -> CompletableFuture.completedFuture("fine"));
        timer.advance(DELAY.dividedBy(2));

        assertThatThrownBy(answer::get).hasCauseInstanceOf(CallTimeoutException.class);
        assertThat(breaker.snapshot().counts()).isEqualTo(new Counts(1, 1, 0));
        assertThat(timer.pending()).isZero();
    }

    @Test
    void wrongShare_isRefused_andNamed() {
        assertThatThrownBy(() -> builder().faults(101, IOException::new))
                .hasMessage("chaos.faults must be from 0 to 100 (percent), but is 101.0");
    }
}
