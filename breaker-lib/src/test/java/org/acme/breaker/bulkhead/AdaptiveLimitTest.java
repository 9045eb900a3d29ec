package org.acme.breaker.bulkhead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.acme.breaker.InvalidConfigurationException;
import org.acme.breaker.bulkhead.SimulatedServer.Seen;
import org.junit.jupiter.api.Test;

class AdaptiveLimitTest {

    /** Some measurings of the baseline. */
    private static final Duration LONG = Duration.ofSeconds(20);

    private static final int CAPACITY = 20;
    private static final int SERVICE_MILLIS = 50;

    private final SimulatedServer server = new SimulatedServer(CAPACITY, SERVICE_MILLIS);
    private final AdaptiveLimit limit = builder().build();
    private final Bulkhead bulkhead = Bulkhead.builder("bank").adaptive(limit).build();

    private AdaptiveLimitBuilder builder() {
        return AdaptiveLimit.builder()
                .min(2)
                .max(200)
                .baselineEvery(Duration.ofSeconds(5))
                .ticker(server.ticker);
    }

    /** What the best fixed number gets out of the same server. */
    private static Seen best(int capacity, int serviceMillis) {
        SimulatedServer same = new SimulatedServer(capacity, serviceMillis);
        return same.play(Bulkhead.of("fixed", capacity), LONG, 1);
    }

    private static void assertNearTheBest(Seen seen, Seen best) {
        assertThat(seen.answered()).isGreaterThan((int) (0.9 * best.answered()));
        assertThat(seen.meanMillis()).isLessThan(1.6 * best.meanMillis());
    }

    @Test
    void limit_findsWhatTheServerCanTake() {
        server.play(bulkhead, LONG, 1);

        assertNearTheBest(server.play(bulkhead, LONG, 1), best(CAPACITY, SERVICE_MILLIS));
        assertThat(bulkhead.maxConcurrent()).isBetween(CAPACITY - 4, CAPACITY * 8 / 5);
    }

    @Test
    void limit_followsAServerThatShrinks_andGrowsAgain() {
        server.play(bulkhead, LONG, 1);

        server.capacity = 5;
        server.play(bulkhead, Duration.ofSeconds(10), 1);
        assertThat(bulkhead.maxConcurrent()).isBetween(4, 10);
        assertNearTheBest(server.play(bulkhead, LONG, 1), best(5, SERVICE_MILLIS));

        server.capacity = 40;
        server.play(bulkhead, Duration.ofSeconds(10), 1);
        assertThat(bulkhead.maxConcurrent()).isBetween(34, 64);
        assertNearTheBest(server.play(bulkhead, LONG, 1), best(40, SERVICE_MILLIS));
    }

    @Test
    void limit_fallsWhenLatencyGrows_andRecovers_onceThatIsTheNewBaseline() {
        server.play(bulkhead, LONG, 1);
        // The baseline is fresh: it takes five seconds until it is measured anew.
        bulkhead.resize(bulkhead.maxConcurrent());
        Duration before = limit.baseline();

        server.serviceMillis = 3 * SERVICE_MILLIS;
        server.play(bulkhead, Duration.ofSeconds(3), 1);
        assertThat(bulkhead.maxConcurrent()).isLessThan(CAPACITY / 2);

        server.play(bulkhead, LONG, 1);
        assertNearTheBest(server.play(bulkhead, LONG, 1), best(CAPACITY, 3 * SERVICE_MILLIS));
        assertThat(limit.baseline()).isGreaterThan(before.multipliedBy(2));

        server.serviceMillis = SERVICE_MILLIS;
        server.play(bulkhead, Duration.ofSeconds(10), 1);
        assertNearTheBest(server.play(bulkhead, LONG, 1), best(CAPACITY, SERVICE_MILLIS));
    }

    @Test
    void lastingQueue_isNotTakenForTheNatureOfTheServer() {
        for (int i = 0; i < 6; i++) {
            server.play(bulkhead, LONG, 1);
        }

        assertThat(bulkhead.maxConcurrent()).isLessThan(CAPACITY * 8 / 5);
        assertThat(limit.baseline()).isLessThan(Duration.ofMillis(SERVICE_MILLIS * 6 / 5));
    }

    @Test
    void limitThatIsNotUsed_doesNotGrow() {
        server.play(bulkhead, LONG, 50);

        assertThat(bulkhead.maxConcurrent()).isLessThanOrEqualTo(10);
    }

    @Test
    void limit_staysWithinItsBounds() {
        Bulkhead narrow =
                Bulkhead.builder("bank").adaptive(builder().min(4).max(12).build()).build();

        server.play(narrow, LONG, 1);
        assertThat(narrow.maxConcurrent()).isEqualTo(12);
        server.capacity = 1;
        server.play(narrow, LONG, 1);
        assertThat(narrow.maxConcurrent()).isEqualTo(4);
    }

    @Test
    void quickFailures_sayNothing_andSlowOnesDo() {
        server.play(bulkhead, LONG, 1);
        int found = bulkhead.maxConcurrent();
        bulkhead.resize(found);
        Duration baseline = limit.baseline();

        for (int i = 0; i < 1_000; i++) {
            server.ticker.advance(Duration.ofMillis(1));
            bulkhead.callAsync(() -> CompletableFuture.failedFuture(new IOException("refused")));
        }
        assertThat(bulkhead.maxConcurrent()).isEqualTo(found);
        assertThat(limit.baseline()).isEqualTo(baseline);

        for (int i = 0; i < 100; i++) {
            CompletableFuture<String> answer = bulkhead.callAsync(CompletableFuture::new);
            server.ticker.advance(Duration.ofSeconds(1));
            answer.cancel(true);
        }
        assertThat(bulkhead.maxConcurrent()).isLessThan(found);
    }

    @Test
    void blockingCalls_areMeasuredAsWell() {
        Bulkhead blocking = Bulkhead.builder("bank").adaptive(builder().initial(2).build()).build();

        for (int i = 0; i < 50; i++) {
            blocking.call(
                    () -> {
                        server.ticker.advance(Duration.ofMillis(SERVICE_MILLIS));
                        return "fine";
                    });
        }

        assertThat(limitOf(blocking).baseline()).isEqualTo(Duration.ofMillis(SERVICE_MILLIS));
        assertThat(blocking.maxConcurrent()).isGreaterThan(2);
        assertThat(blocking.active()).isZero();
    }

    private static AdaptiveLimit limitOf(Bulkhead one) {
        return one.adaptiveLimit().orElseThrow();
    }

    @Test
    void resize_setsTheLimitToGoOnFrom_withinTheBounds() {
        bulkhead.resize(50);

        assertThat(bulkhead.maxConcurrent()).isEqualTo(50);
        assertThatThrownBy(() -> bulkhead.resize(201))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessage("bulkhead.maxConcurrent must be from 2 to 200 (adaptive), but is 201");
        server.play(bulkhead, LONG, 1);
        assertThat(bulkhead.maxConcurrent()).isLessThan(CAPACITY * 8 / 5);
    }

    @Test
    void shortForm_isTheSame() {
        Bulkhead shortForm = Bulkhead.adaptive("bank", 4, 64);

        assertThat(shortForm.maxConcurrent()).isEqualTo(10);
        assertThat(limitOf(shortForm).min()).isEqualTo(4);
        assertThat(limitOf(shortForm).max()).isEqualTo(64);
    }

    @Test
    void wrongSettings_areRefused_andNamed() {
        assertThatThrownBy(() -> builder().min(10).max(9).build())
                .hasMessage("adaptive.max must be at least the lowest limit of 10, but is 9");
        assertThatThrownBy(() -> builder().initial(201).build())
                .hasMessage("adaptive.initial must be from 2 to 200, but is 201");
        assertThatThrownBy(() -> builder().tolerance(0.5)).hasMessageContaining("tolerance");
        assertThatThrownBy(() -> builder().baselineEvery(Duration.ofMillis(100)).build())
                .hasMessageContaining("adaptive.baselineEvery");
    }
}
