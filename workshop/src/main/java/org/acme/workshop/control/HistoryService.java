package org.acme.workshop.control;

import io.netty.buffer.ByteBuf;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Hands out the history to so few readers at once that slow ones can't use up the memory of the
 * process, and keeps some places for the presenter. Thread-safe.
 */
@ApplicationScoped
class HistoryService {

    /** Pages that are no phones: the presenter's, on a laptop and a projector. */
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
     * The pictures taken after {@code since}, to be sent at once, or nothing if too many readers are
     * being served.
     *
     * @param byTheDoor whether the audience's door let the reader in
     */
    Optional<HistoryAnswer> serve(Instant since, boolean byTheDoor) {
        AtomicInteger readers = byTheDoor ? audience : others;
        int most = byTheDoor ? config.maxHistories() : MOST_OTHERS;
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

    /** How many readers of the audience are being served. */
    int audience() {
        return audience.get();
    }

    /** How many other readers are being served. */
    int others() {
        return others.get();
    }
}
