package org.acme.workshop.control;

import io.netty.buffer.ByteBuf;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Limits how many readers get the history at once, so that slow ones can't use up the memory of the
 * process, and reserves some for the presenter. Thread-safe.
 */
@ApplicationScoped
class HistoryService {

    /** The readers reserved for the presenter's pages, on a laptop and a projector. */
    private static final int MOST_OTHERS = 8;

    private final LiveFeed feed;
    private final AudienceConfig config;
    private final AtomicInteger audience = new AtomicInteger();
    private final AtomicInteger others = new AtomicInteger();

    @Inject
    HistoryService(LiveFeed feed, AudienceConfig config) {
        this.feed = feed;
        this.config = config;
    }

    /**
     * Returns the pictures taken after {@code since}; empty if too many readers are being served.
     *
     * @param byAudiencePort whether the reader came through the audience's port
     */
    Optional<HistoryAnswer> serve(Instant since, boolean byAudiencePort) {
        AtomicInteger readers = byAudiencePort ? audience : others;
        int most = byAudiencePort ? config.maxHistories() : MOST_OTHERS;
        if (readers.incrementAndGet() > most) {
            readers.decrementAndGet();
            return Optional.empty();
        }
        ByteBuf pictures = feed.history().after(since);
        return Optional.of(
                new HistoryAnswer(
                        pictures,
                        () -> {
                            readers.decrementAndGet();
                            pictures.release();
                        }));
    }

    /** Returns how many readers of the audience are being served. */
    int audience() {
        return audience.get();
    }

    /** Returns how many other readers are being served. */
    int others() {
        return others.get();
    }
}
