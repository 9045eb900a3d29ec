package org.acme.breaker.quarkus.admin;

import io.smallrye.mutiny.Multi;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * Distributes events to HTTP readers. Publishing never waits for a reader: each has its own bounded
 * queue, and a reader that is too slow loses its oldest events and gets an event with their number.
 */
@Singleton
public final class EventFeed {

    static final int QUEUED_PER_READER = 256;
    static final int MOST_READERS = 64;

    private final Set<FeedReader> readers = ConcurrentHashMap.newKeySet();

    /** Offers an event to every reader. Never blocks and never throws. */
    void publish(BreakerEvent event) {
        for (FeedReader reader : readers) {
            reader.offer(event);
        }
    }

    boolean isFull() {
        return readers.size() >= MOST_READERS;
    }

    int readers() {
        return readers.size();
    }

    /**
     * Returns all events from the subscription on, after a first heartbeat.
     *
     * @param delivery runs the delivery to the reader, so that publishers don't
     */
    Multi<BreakerEvent> open(Executor delivery) {
        return Multi.createFrom()
                .publisher(
                        subscriber -> {
                            FeedReader reader =
                                    new FeedReader(
                                            subscriber,
                                            QUEUED_PER_READER,
                                            delivery,
                                            readers::remove);
                            readers.add(reader);
                            subscriber.onSubscribe(reader);
                            reader.offer(BreakerEvent.heartbeat());
                        });
    }
}
