package org.acme.checkout.catalogue;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.acme.breaker.Ticker;
import org.acme.checkout.inventory.StockLine;
import org.acme.checkout.inventory.StockProduct;
import org.jspecify.annotations.Nullable;

/**
 * Holds the newest snapshot that this process knows. Readers need no lock; background refreshes and
 * live answers replace the snapshot.
 */
@ApplicationScoped
public class Catalogue {

    private final CatalogueConfig config;
    private final Ticker ticker;
    private final AtomicReference<@Nullable Snapshot> newest = new AtomicReference<>();

    public Catalogue(CatalogueConfig config, Ticker ticker) {
        this.config = config;
        this.ticker = ticker;
    }

    /**
     * Returns the current moment. Take it before inventory is asked: later changes are not in its
     * answer.
     */
    public Moment now() {
        return new Moment(ticker.wallTime(), ticker.nanos());
    }

    /** Returns the moment {@code age} ago, shown as {@code wall}. */
    Moment earlier(Instant wall, Duration age) {
        return new Moment(wall, ticker.nanos() - age.toNanos());
    }

    /** Returns the time since a moment, by the ticker of this process. */
    Duration age(Moment moment) {
        return Duration.ofNanos(ticker.nanos() - moment.ticks());
    }

    /**
     * Returns the snapshot, unless there is none or it is too old to price orders or promise stock.
     */
    public Optional<Snapshot> fresh() {
        return Optional.ofNullable(newest.get())
                .filter(s -> age(s.read()).compareTo(config.maxAge()) <= 0);
    }

    /** Returns how long to wait before asking for a fresh snapshot again. */
    public Duration retryAfter() {
        return config.refreshEvery();
    }

    /** Replaces the snapshot by inventory's complete answer. */
    public Snapshot refreshed(List<StockProduct> answer, Moment asked) {
        Snapshot snapshot =
                Snapshot.of(answer.stream().map(stock -> Product.of(stock, asked)).toList(), asked);
        offer(snapshot);
        return snapshot;
    }

    /** Replaces one product by inventory's answer. */
    public Product refreshed(StockProduct answer, Moment asked) {
        Product product = Product.of(answer, asked);
        newest.updateAndGet(known -> known == null ? null : known.with(product));
        return product;
    }

    /** Replaces the snapshot unless a younger one is known. */
    void offer(Snapshot snapshot) {
        newest.accumulateAndGet(
                snapshot,
                (known, given) ->
                        known != null && given != null && known.read().isAfter(given.read())
                                ? known
                                : given);
    }

    /**
     * Promises stock without asking inventory. The promised quantity is subtracted, so that a
     * minute of sales from the snapshot does not sell the same item twice. Other replicas don't
     * know of it: this risk of overselling is the price of the fallback.
     *
     * @return the snapshot that covered the lines; empty if it does not cover them
     */
    public Optional<Snapshot> promise(List<StockLine> lines) {
        while (true) {
            Snapshot seen = fresh().orElse(null);
            if (seen == null || !seen.covers(lines)) {
                return Optional.empty();
            }
            if (newest.compareAndSet(seen, seen.less(lines))) {
                return Optional.of(seen);
            }
        }
    }
}
