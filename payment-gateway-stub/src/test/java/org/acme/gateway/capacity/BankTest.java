package org.acme.gateway.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BankTest {

    private static final long SEED = 7;

    private final List<Long> times = new ArrayList<>();
    private final Queue<Runnable> working = new ArrayDeque<>();

    @Test
    void serve_isDoneWhenTheServiceTimeIsOver() {
        UniAssertSubscriber<Void> charge = serve(bank(1, 0, 30, 40));

        charge.assertNotTerminated();
        assertThat(times).singleElement().satisfies(time -> assertThat(time).isBetween(30L, 40L));
        working.remove().run();
        charge.assertCompleted();
    }

    @Test
    void serve_workersBusy_waitsInLine_andTheRestIsRefused() {
        Bank bank = bank(1, 2, 20, 80);
        UniAssertSubscriber<Void> first = serve(bank);
        UniAssertSubscriber<Void> second = serve(bank);
        UniAssertSubscriber<Void> third = serve(bank);

        serve(bank).assertFailedWith(BankFullException.class);

        assertThat(bank.busy()).isEqualTo(1);
        assertThat(bank.waiting()).isEqualTo(2);
        for (UniAssertSubscriber<Void> each : List.of(first, second, third)) {
            each.assertNotTerminated();
            working.remove().run();
            each.assertCompleted();
        }
        assertThat(bank.busy()).isZero();
        assertThat(bank.arrivals().sum()).isEqualTo(4);
        assertThat(bank.refusals().sum()).isEqualTo(1);
    }

    @Test
    void serve_clientGone_isWorkedOnAllTheSame() {
        Bank bank = bank(1, 2, 20, 80);
        UniAssertSubscriber<Void> first = serve(bank);
        UniAssertSubscriber<Void> gone = serve(bank);
        gone.cancel();

        working.remove().run();

        first.assertCompleted();
        assertThat(bank.busy()).isEqualTo(1);
        working.remove().run();
        assertThat(bank.busy()).isZero();
    }

    @Test
    void resize_moreWorkers_beginWithThoseWhoWait() {
        Bank bank = bank(1, 5, 20, 20);
        serve(bank);
        serve(bank);
        serve(bank);

        bank.resize(size(2), Duration.ofSeconds(60));

        assertThat(bank.busy()).isEqualTo(2);
        assertThat(bank.waiting()).isEqualTo(1);
    }

    @Test
    void resize_fewerWorkers_endAsTheyFinish() {
        Bank bank = bank(2, 5, 20, 20);
        serve(bank);
        serve(bank);
        serve(bank);

        bank.resize(size(1), Duration.ofSeconds(60));
        working.remove().run();

        assertThat(bank.busy()).isEqualTo(1);
        assertThat(bank.waiting()).isEqualTo(1);
    }

    @Test
    void resize_endsByItself_unlessItWasChangedAgain() {
        Bank bank = bank(2, 5, 20, 20);
        BankSize configured = bank.size();

        bank.resize(size(1), Duration.ofSeconds(60));
        bank.resize(size(3), Duration.ofSeconds(90));

        working.remove().run();
        assertThat(bank.size().workers()).isEqualTo(3);
        working.remove().run();
        assertThat(bank.size()).isEqualTo(configured);
    }

    @Test
    void settings_outOfRange_nameKeyValueAndWhatIsAllowed() {
        assertThatThrownBy(() -> bank(1, 0, -1, 5))
                .hasMessage(
                        "gateway.bank.service-time.min must be from 0ms to 60000ms, but is -1ms");
        assertThatThrownBy(() -> bank(1, 0, 20, 10))
                .hasMessage(
                        "gateway.bank.service-time.max must be from 20ms to 60000ms, but is 10ms");
        assertThatThrownBy(() -> bank(1, 0, 20, 60_001)).hasMessageContaining("but is 60001ms");
        assertThatThrownBy(() -> bank(0, 0, 1, 1))
                .hasMessage("gateway.bank.workers must be from 1 to 10000, but is 0");
        assertThatThrownBy(() -> bank(1, -1, 1, 1))
                .hasMessage("gateway.bank.queue must be from 0 to 100000, but is -1");
    }

    @Test
    void shape_needsItsMedian_andOnlyThose() {
        assertThatThrownBy(() -> bank(Shape.EXPONENTIAL, null))
                .hasMessageContaining("gateway.bank.service-time.median")
                .hasMessageContaining("exponential");
        assertThatThrownBy(() -> bank(Shape.UNIFORM, 40L)).hasMessageContaining("uniform");
        assertThatThrownBy(() -> bank(Shape.LOG_NORMAL, 81L))
                .hasMessage(
                        "gateway.bank.service-time.median must be from 20ms to 80ms, but is 81ms");
        assertThat(bank(Shape.LOG_NORMAL, 40L).size().time())
                .isEqualTo(new ServiceTime(Shape.LOG_NORMAL, 20, 40, 80, SEED));
    }

    @Test
    void sameSeed_takesTheSameTimes_fromEachChangeOn() {
        Bank bank = bank(Shape.UNIFORM, null);
        List<Long> configured = timesOf(bank, 50);

        bank.resize(
                new BankSize(100, 0, new ServiceTime(Shape.EXPONENTIAL, 1, 40, 900, 8)),
                Duration.ofSeconds(60));
        List<Long> first = timesOf(bank, 50);
        bank.resize(bank.size(), Duration.ofSeconds(60));
        assertThat(timesOf(bank, 50)).isEqualTo(first).isNotEqualTo(configured);

        bank.restore();
        assertThat(timesOf(bank, 50)).isEqualTo(configured);
    }

    /** Of so many charges, which the bank begins and ends. */
    private List<Long> timesOf(Bank bank, int charges) {
        times.clear();
        working.clear();
        for (int i = 0; i < charges; i++) {
            serve(bank);
        }
        working.forEach(Runnable::run);
        return List.copyOf(times);
    }

    private static BankSize size(int workers) {
        return new BankSize(workers, 5, ServiceTime.uniform(20, 20, 0));
    }

    private static UniAssertSubscriber<Void> serve(Bank bank) {
        return bank.serve().subscribe().withSubscriber(UniAssertSubscriber.create());
    }

    private Bank bank(int workers, int queue, long min, long max) {
        return bank(workers, queue, min, max, Shape.UNIFORM, Optional.empty());
    }

    /** With room for a hundred at once. */
    private Bank bank(Shape shape, @Nullable Long median) {
        return bank(100, 0, 20, 80, shape, Optional.ofNullable(median).map(Duration::ofMillis));
    }

    private Bank bank(
            int workers, int queue, long min, long max, Shape shape, Optional<Duration> median) {
        Times service =
                new Times(
                        Duration.ofMillis(min),
                        Duration.ofMillis(max),
                        shape,
                        median,
                        OptionalLong.of(SEED));
        return new Bank(
                new Settings(workers, queue, service),
                (millis, action) -> {
                    times.add(millis);
                    working.add(action);
                });
    }

    private record Settings(int workers, int queue, CapacityConfig.ServiceTime serviceTime)
            implements CapacityConfig {}

    private record Times(
            Duration min, Duration max, Shape shape, Optional<Duration> median, OptionalLong seed)
            implements CapacityConfig.ServiceTime {}
}
