package org.acme.breaker.quarkus.admin;

import io.smallrye.mutiny.Multi;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * Hands events on to those who listen over HTTP. Publishing never waits for a reader: each has a
 * bounded queue of its own, loses its oldest events when it is too slow, and is told how many.
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
     * Everything published from the subscription on, after a first heartbeat.
     *
     * @param delivery runs what hands events to the reader, so that publishers don't
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
