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
 * The newest snapshot that this process knows. Readers take it without a lock; background refreshes
 * and live answers replace it.
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

    /** This moment, to be taken before inventory is asked: what changes meanwhile isn't in its answer. */
    public Moment now() {
        return new Moment(ticker.wallTime(), ticker.nanos());
    }

    /** The moment that was {@code age} ago, and that is shown as {@code wall}. */
    Moment earlier(Instant wall, Duration age) {
        return new Moment(wall, ticker.nanos() - age.toNanos());
    }

    /** How long ago that was, by the ticks of this process. */
    Duration age(Moment moment) {
        return Duration.ofNanos(ticker.nanos() - moment.ticks());
    }

    /** The snapshot, unless there is none yet or it is too old to price or to promise anything. */
    public Optional<Snapshot> fresh() {
        return Optional.ofNullable(newest.get())
                .filter(s -> age(s.read()).compareTo(config.maxAge()) <= 0);
    }

    /** How long to wait before asking for a fresh snapshot again. */
    public Duration retryAfter() {
        return config.refreshEvery();
    }

    /** Takes over everything that inventory answered. */
    public Snapshot refreshed(List<StockProduct> answer, Moment asked) {
        Snapshot snapshot =
                Snapshot.of(answer.stream().map(stock -> Product.of(stock, asked)).toList(), asked);
        offer(snapshot);
        return snapshot;
    }

    /** Takes over one product that inventory answered. */
    public Product refreshed(StockProduct answer, Moment asked) {
        Product product = Product.of(answer, asked);
        newest.updateAndGet(known -> known == null ? null : known.with(product));
        return product;
    }

    /** Takes over a snapshot unless a younger one is known. */
    void offer(Snapshot snapshot) {
        newest.accumulateAndGet(
                snapshot,
                (known, given) ->
                        known != null && given != null && known.read().isAfter(given.read())
                                ? known
                                : given);
    }

    /**
     * Promises stock without asking inventory. What was promised is subtracted, so that a minute of
     * cached sales doesn't sell the same pot twice; other replicas don't know of it, which is the
     * risk of overselling that a fallback buys.
     *
     * @return the snapshot that covered the lines, or nothing if none does
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
