package org.acme.checkout.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.acme.breaker.Ticker;
import org.acme.checkout.inventory.StockLine;
import org.acme.checkout.inventory.StockProduct;
import org.junit.jupiter.api.Test;

class CatalogueTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final Time time = new Time();
    private final Catalogue catalogue = new Catalogue(config(), time);

    /** A wall clock that can be set, and ticks that only go on. */
    private static final class Time implements Ticker {
        private Instant wall = NOON;
        private long nanos = Long.MAX_VALUE - 1000; // overflows within the tests

        void pass(Duration duration) {
            nanos += duration.toNanos();
            wall = wall.plus(duration);
        }

        void setWall(Instant set) {
            wall = set;
        }

        @Override
        public long nanos() {
            return nanos;
        }

        @Override
        public Instant wallTime() {
            return wall;
        }
    }

    @Test
    void none_isNotFresh() {
        assertThat(catalogue.fresh()).isEmpty();
        assertThat(catalogue.promise(List.of(new StockLine("TEA-001", 1)))).isEmpty();
    }

    @Test
    void tooOld_isNotFresh() {
        catalogue.refreshed(List.of(tea(5)), catalogue.now());
        time.pass(Duration.ofMinutes(10));
        assertThat(catalogue.fresh()).isPresent();
        time.pass(Duration.ofMillis(1));
        assertThat(catalogue.fresh()).isEmpty();
    }

    @Test
    void promise_isAllOrNothing_andLowersWhatIsLeft() {
        catalogue.refreshed(List.of(tea(5)), catalogue.now());
        assertThat(catalogue.promise(List.of(new StockLine("TEA-001", 3)))).isPresent();
        assertThat(catalogue.promise(List.of(new StockLine("TEA-001", 3)))).isEmpty();
        assertThat(catalogue.promise(List.of(new StockLine("TEA-001", 2)))).isPresent();
        assertThat(catalogue.promise(List.of(new StockLine("TEA-001", 0), new StockLine("NO", 1))))
                .isEmpty();
    }

    @Test
    void olderAnswer_neverReplacesAYounger() {
        Moment earlier = catalogue.now();
        time.pass(Duration.ofSeconds(1));
        catalogue.refreshed(List.of(tea(5)), catalogue.now());
        catalogue.refreshed(List.of(tea(9)), earlier);
        catalogue.refreshed(tea(8), earlier);
        assertThat(available()).isEqualTo(5);
        time.pass(Duration.ofSeconds(1));
        catalogue.refreshed(tea(7), catalogue.now());
        assertThat(available()).isEqualTo(7);
    }

    /** Ordered by the wall clock, every refresh of the next ten minutes would be refused. */
    @Test
    void wallClockThatIsSetBack_changesNothing() {
        catalogue.refreshed(List.of(tea(5)), catalogue.now());
        time.setWall(NOON.minus(Duration.ofMinutes(10)));
        time.pass(Duration.ofSeconds(2));

        catalogue.refreshed(List.of(tea(7)), catalogue.now());
        assertThat(available()).isEqualTo(7);
        time.pass(Duration.ofMinutes(10).plusMillis(1));
        assertThat(catalogue.fresh()).isEmpty();
    }

    private long available() {
        return catalogue.fresh().flatMap(s -> s.find("TEA-001")).orElseThrow().available();
    }

    private static StockProduct tea(long available) {
        return new StockProduct("TEA-001", "Tea", 590, "EUR", available);
    }

    /** The defaults. */
    private static CatalogueConfig config() {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(CatalogueConfig.class)
                .build()
                .getConfigMapping(CatalogueConfig.class);
    }
}
