package org.acme.checkout.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.acme.checkout.inventory.StockLine;
import org.acme.checkout.inventory.StockProduct;
import org.junit.jupiter.api.Test;

class CatalogueTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private Instant now = NOON;
    private final Catalogue catalogue = new Catalogue(config(), clock());

    @Test
    void none_isNotFresh() {
        assertThat(catalogue.fresh()).isEmpty();
        assertThat(catalogue.promise(List.of(new StockLine("TEA-001", 1)))).isEmpty();
    }

    @Test
    void tooOld_isNotFresh() {
        catalogue.refreshed(List.of(tea(5)), NOON);
        now = NOON.plus(Duration.ofMinutes(10));
        assertThat(catalogue.fresh()).isPresent();
        now = NOON.plus(Duration.ofMinutes(10)).plusMillis(1);
        assertThat(catalogue.fresh()).isEmpty();
    }

    @Test
    void promise_isAllOrNothing_andLowersWhatIsLeft() {
        catalogue.refreshed(List.of(tea(5)), NOON);
        assertThat(catalogue.promise(List.of(new StockLine("TEA-001", 3)))).isPresent();
        assertThat(catalogue.promise(List.of(new StockLine("TEA-001", 3)))).isEmpty();
        assertThat(catalogue.promise(List.of(new StockLine("TEA-001", 2)))).isPresent();
        assertThat(catalogue.promise(List.of(new StockLine("TEA-001", 0), new StockLine("NO", 1))))
                .isEmpty();
    }

    @Test
    void olderAnswer_neverReplacesAYounger() {
        catalogue.refreshed(List.of(tea(5)), NOON);
        catalogue.refreshed(List.of(tea(9)), NOON.minusSeconds(1));
        catalogue.refreshed(tea(8), NOON.minusSeconds(1));
        assertThat(available()).isEqualTo(5);
        catalogue.refreshed(tea(7), NOON.plusSeconds(1));
        assertThat(available()).isEqualTo(7);
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

    private Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
    }
}
