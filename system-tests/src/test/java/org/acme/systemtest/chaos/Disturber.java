package org.acme.systemtest.chaos;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.acme.systemtest.chaos.Link.Delivery;
import org.acme.systemtest.chaos.Link.Way;

/** Disturbs one link after the other: which one, how and for how long is decided by a seed. */
final class Disturber implements AutoCloseable {

    /** What is done to a link. */
    private enum Trouble {
        DELAY_TO_SERVICE,
        DELAY_TO_CALLER,
        PARTITION,
        REQUESTS_HELD,
        ANSWERS_HELD,
        REQUESTS_LOST,
        ANSWERS_LOST,
        CUT
    }

    private final Random random;
    private final Network network;
    private final Duration longestDelay;
    private final Map<Trouble, Integer> done = new EnumMap<>(Trouble.class);
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(
                    work -> {
                        Thread disturber = new Thread(work, "disturber");
                        disturber.setDaemon(true);
                        return disturber;
                    });

    /**
     * Disturbs nothing yet.
     *
     * @param longestDelay longer than a caller waits, so that calls arrive when their callers have
     *     left
     */
    Disturber(long seed, Network network, Duration longestDelay) {
        this.random = new Random(seed);
        this.network = network;
        this.longestDelay = longestDelay;
    }

    /** Begins in the background; done after so many troubles, when everything is healed. */
    Future<?> begin(int times, Duration shortest, Duration longest) {
        return thread.submit(() -> disturb(times, shortest, longest));
    }

    /**
     * Troubles one link so many times, for {@code shortest} to {@code longest} each, and heals it.
     */
    void disturb(int times, Duration shortest, Duration longest) {
        try {
            for (int i = 0; i < times; i++) {
                Link link = network.all().get(random.nextInt(network.all().size()));
                Trouble trouble = Trouble.values()[random.nextInt(Trouble.values().length)];
                Duration lasts = between(shortest, longest);
                Duration delay = between(longestDelay.dividedBy(10), longestDelay);
                make(trouble, link, delay);
                done.merge(trouble, 1, Integer::sum);
                Reaper.rest(lasts);
                link.heal();
            }
        } finally {
            network.heal();
        }
    }

    private static void make(Trouble trouble, Link link, Duration delay) {
        switch (trouble) {
            case DELAY_TO_SERVICE -> link.delay(Way.TO_SERVICE, delay);
            case DELAY_TO_CALLER -> link.delay(Way.TO_CALLER, delay);
            case PARTITION -> {
                link.set(Way.TO_SERVICE, Delivery.HELD);
                link.set(Way.TO_CALLER, Delivery.HELD);
            }
            case REQUESTS_HELD -> link.set(Way.TO_SERVICE, Delivery.HELD);
            case ANSWERS_HELD -> link.set(Way.TO_CALLER, Delivery.HELD);
            case REQUESTS_LOST -> link.set(Way.TO_SERVICE, Delivery.LOST);
            case ANSWERS_LOST -> link.set(Way.TO_CALLER, Delivery.LOST);
            case CUT -> link.cut();
        }
    }

    private Duration between(Duration shortest, Duration longest) {
        return Duration.ofMillis(random.nextLong(shortest.toMillis(), longest.toMillis() + 1));
    }

    /** How often what was done, in words. */
    String words() {
        int all = done.values().stream().mapToInt(Integer::intValue).sum();
        String each =
                done.entrySet().stream()
                        .map(
                                entry ->
                                        entry.getValue()
                                                + " "
                                                + entry.getKey()
                                                        .name()
                                                        .toLowerCase(Locale.ROOT)
                                                        .replace('_', ' '))
                        .collect(Collectors.joining(", "));
        return "%d disturbances of the network (%s), %d calls arrived when their callers had left"
                .formatted(all, each, network.lateCalls());
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
