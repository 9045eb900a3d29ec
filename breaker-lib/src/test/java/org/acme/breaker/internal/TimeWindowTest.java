package org.acme.breaker.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.acme.breaker.window.Counts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A window of 100 ns in 10 slices of 10 ns. */
class TimeWindowTest {

    private long clock;

    private Window window(long length, int slices, long origin) {
        return new TimeWindow(length, slices, origin, () -> clock);
    }

    /** Ticks may start anywhere, also where they overflow within the test. */
    @ParameterizedTest
    @ValueSource(longs = {0, 17, Long.MAX_VALUE - 50, Long.MIN_VALUE, -50})
    void call_isKeptUntilItsSliceIsAWindowOld(long origin) {
        Window window = window(100, 10, origin);
        window.bad(origin + 5, true, true);
        window.success(origin + 9);

        assertThat(window.counts(origin + 99)).isEqualTo(new Counts(2, 1, 1));
        assertThat(window.counts(origin + 100)).isEqualTo(Counts.NONE);
    }

    @Test
    void slices_areForgottenOneByOne() {
        Window window = window(100, 10, 0);
        for (int tick = 0; tick < 200; tick++) {
            window.bad(tick, true, false);
        }

        assertThat(window.calls(199)).isEqualTo(100);
        assertThat(window.calls(200)).isEqualTo(90);
        assertThat(window.calls(255)).isEqualTo(40);
        assertThat(window.calls(299)).isZero();
    }

    @Test
    void cleanWindow_answersWithoutCounting_untilABadCall() {
        Window window = window(100, 10, 0);
        window.success(0);
        assertThat(window.badCalls(0)).isZero();

        window.bad(0, false, true);

        assertThat(Window.slow(window.badCalls(99))).isEqualTo(1);
        assertThat(window.badCalls(100)).isZero();
    }

    @Test
    void longSilence_forgetsEverything() {
        Window window = window(100, 10, 0);
        window.bad(50, true, false);

        assertThat(window.counts(1_000_000)).isEqualTo(Counts.NONE);

        window.bad(1_000_001, true, false);
        assertThat(window.counts(1_000_050)).isEqualTo(new Counts(1, 1, 0));
    }

    @Test
    void clockALittleBehind_countsIntoTheCurrentSlice() {
        Window window = window(100, 10, 0);
        window.success(20);

        window.bad(15, true, false);

        assertThat(window.counts(119)).isEqualTo(new Counts(2, 1, 0));
        assertThat(window.counts(120)).isEqualTo(Counts.NONE);
    }

    @Test
    void threadThatWasHeldUp_losesNothingOfTheWindow() {
        Window window = window(100, 10, 0);
        window.success(5);
        window.success(95);

        window.bad(20, true, false);

        assertThat(window.counts(99)).isEqualTo(new Counts(3, 1, 0));
        assertThat(window.counts(100)).isEqualTo(new Counts(2, 1, 0));
    }

    @Test
    void threadThatWasHeldUpForMoreThanAWindow_isNoClockThatGoesBack() {
        Window window = window(100, 10, 0);
        window.bad(1_000_000, true, false);

        clock = 1_000_020;
        window.bad(500, true, false);

        assertThat(window.counts(1_000_099)).isEqualTo(new Counts(2, 2, 0));
        assertThat(window.counts(1_000_119)).isEqualTo(new Counts(1, 1, 0));
        assertThat(window.counts(1_000_120)).isEqualTo(Counts.NONE);
    }

    @Test
    void clockThatGoesBackFar_forgetsInAsLongAsEver() {
        Window window = window(100, 10, 0);
        window.bad(1_000_000, true, false);

        clock = 500;
        window.bad(500, true, false);
        assertThat(window.counts(501)).isEqualTo(new Counts(2, 2, 0));

        assertThat(window.counts(599).failures()).isEqualTo(1);
        assertThat(window.counts(600)).isEqualTo(Counts.NONE);
    }

    @Test
    void oneSlice_isAWindowThatTumbles() {
        Window window = window(100, 1, 0);
        window.success(99);

        assertThat(window.calls(99)).isEqualTo(1);
        assertThat(window.calls(100)).isZero();
    }

    @Test
    void activity_changesWithEveryCall() {
        Window window = window(100, 10, 0);
        long before = window.activity();
        window.success(0);
        assertThat(window.activity()).isNotEqualTo(before);
    }
}
