package org.acme.gateway.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each with a seed: what is drawn here is drawn again. */
class ServiceTimeTest {

    private static final int MANY = 100_000;

    @Test
    void uniform_isEvenBetweenItsEnds() {
        long[] times = sorted(ServiceTime.uniform(20, 80, 1));

        assertThat(times[0]).isEqualTo(20);
        assertThat(at(times, 0.25)).isCloseTo(35, within(1L));
        assertThat(at(times, 0.5)).isCloseTo(50, within(1L));
        assertThat(times[MANY - 1]).isEqualTo(80);
    }

    @Test
    void uniform_ofOneTime_isAConstant() {
        assertThat(sorted(ServiceTime.uniform(40, 40, 1))).containsOnly(40);
    }

    @Test
    void exponential_halvesWithEachMedian_andEndsAtTheSlowest() {
        long[] times = sorted(new ServiceTime(Shape.EXPONENTIAL, 10, 110, 600, 1));

        assertThat(times[0]).isEqualTo(10);
        assertThat(at(times, 0.5)).isCloseTo(110, within(2L));
        assertThat(at(times, 0.75)).isCloseTo(210, within(4L));
        assertThat(at(times, 0.875)).isCloseTo(310, within(8L));
        assertThat(times[MANY - 1]).isEqualTo(600);
    }

    @Test
    void logNormal_hasItsMedianAndATail_ofWhichOneInAThousandReachesTheSlowest() {
        long[] times = sorted(new ServiceTime(Shape.LOG_NORMAL, 5, 40, 2_000, 1));

        assertThat(times[0]).isEqualTo(5);
        assertThat(at(times, 0.5)).isCloseTo(40, within(1L));
        // The median times or by e^(sigma * 2.326), where sigma is ln(2000 / 40) / 3.09.
        assertThat(at(times, 0.99)).isBetween(700L, 830L);
        assertThat(LongStream.of(times).filter(time -> time == 2_000)).hasSizeBetween(60, 140);
    }

    @Test
    void settings_nameShapeMedianAndSeed() {
        Map<String, String> said =
                Map.of(
                        "gateway.bank.service-time.shape", "log-normal",
                        "gateway.bank.service-time.median", "35ms",
                        "gateway.bank.service-time.seed", "42");
        CapacityConfig config =
                new SmallRyeConfigBuilder()
                        .addDiscoveredConverters()
                        .withSources(new PropertiesConfigSource(said, "test", 100))
                        .withMapping(CapacityConfig.class)
                        .build()
                        .getConfigMapping(CapacityConfig.class);

        assertThat(BankSize.of(config).time())
                .isEqualTo(new ServiceTime(Shape.LOG_NORMAL, 20, 35, 80, 42));
    }

    @ParameterizedTest
    @CsvSource({
        "UNIFORM, 20, 50, 80",
        "UNIFORM, 40, 40, 40",
        "EXPONENTIAL, 10, 110, 600",
        "EXPONENTIAL, 10, 10, 600",
        "LOG_NORMAL, 5, 40, 2000",
        "LOG_NORMAL, 30, 40, 2000",
        "LOG_NORMAL, 1, 40, 40"
    })
    void mean_isThatOfManyDraws(Shape shape, long min, long median, long max) {
        ServiceTime time = new ServiceTime(shape, min, median, max, 1);

        double mean = LongStream.of(sorted(time)).average().orElseThrow();
        assertThat(time.meanMillis()).isCloseTo(mean, withinPercentage(3));
    }

    private static long at(long[] sorted, double share) {
        return sorted[(int) (sorted.length * share)];
    }

    private static long[] sorted(ServiceTime time) {
        SplittableRandom draw = new SplittableRandom(time.seed());
        return LongStream.generate(() -> time.drawMillis(draw)).limit(MANY).sorted().toArray();
    }
}
