package org.acme.checkout.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.List;
import org.acme.breaker.Ticker;
import org.acme.checkout.inventory.StockProduct;
import org.acme.checkout.testing.TestDatabase;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** What a process leaves to the next one, whatever the clock of the database does meanwhile. */
class CatalogueStoreTest {

    private final Jdbi jdbi = TestDatabase.fresh();
    private final Catalogue catalogue =
            new Catalogue(
                    new SmallRyeConfigBuilder()
                            .addDiscoveredConverters()
                            .withMapping(CatalogueConfig.class)
                            .build()
                            .getConfigMapping(CatalogueConfig.class),
                    Ticker.system());
    private final CatalogueStore store = new CatalogueStore(jdbi, catalogue);

    @Test
    void nothingSaved_loadsNothing() {
        assertThat(store.load()).isEmpty();
    }

    @Test
    void olderSnapshot_neverReplacesAYounger() {
        Moment earlier = catalogue.earlier(catalogue.now().wall(), Duration.ofMinutes(1));
        store.save(snapshot(5, catalogue.now()));
        store.save(snapshot(9, earlier));
        assertThat(available()).isEqualTo(5);
    }

    @Test
    void age_outlivesTheProcess() {
        jdbi.useHandle(
                h -> {
                    store.save(snapshot(5, catalogue.now()));
                    h.execute("UPDATE catalogue_product SET as_of = as_of - interval '11 minutes'");
                });
        Snapshot loaded = store.load().orElseThrow();
        assertThat(catalogue.age(loaded.read())).isGreaterThan(Duration.ofMinutes(11));
        catalogue.offer(loaded);
        assertThat(catalogue.fresh()).isEmpty();
    }

    /** Rows of the future were written before the clock was set back by ten minutes. */
    @Test
    void databaseClockThatIsSetBack_keepsNothingFromBeingSaved() {
        store.save(snapshot(5, catalogue.now()));
        jdbi.useHandle(
                h ->
                        h.execute(
                                """
                                UPDATE catalogue_product SET as_of = as_of + interval '10 minutes';
                                INSERT INTO catalogue_product
                                VALUES ('GONE-001', 'Gone', 1, 'EUR', 1, now() + interval '10 minutes')
                                """));
        store.save(snapshot(7, catalogue.now()));

        assertThat(available()).isEqualTo(7);
        assertThat(store.load().orElseThrow().products()).containsOnlyKeys("TEA-001");
        assertThat(catalogue.age(store.load().orElseThrow().read()))
                .isLessThan(Duration.ofMinutes(5));
    }

    private long available() {
        return store.load().flatMap(s -> s.find("TEA-001")).orElseThrow().available();
    }

    private static Snapshot snapshot(long available, Moment read) {
        StockProduct tea = new StockProduct("TEA-001", "Tea", 590, "EUR", available);
        return Snapshot.of(List.of(Product.of(tea, read)), read);
    }
}
