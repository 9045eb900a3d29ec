package org.acme.workshop.audit;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.acme.workshop.audit.FactReader.Page;
import org.acme.workshop.audit.FactReader.UnreadableException;
import org.acme.workshop.lane.Exchange;
import org.acme.workshop.lane.Lane;
import org.acme.workshop.lane.Service;
import org.acme.workshop.lane.ServiceClient;
import org.jspecify.annotations.Nullable;

/**
 * Reads the books of one service page by page, and remembers only the cursor. The service itself
 * states up to which time everything has been read; the time of the request would be wrong, because
 * an open transaction may hide all later lines.
 */
final class BookReader {

    private static final Duration TIMEOUT = Duration.ofSeconds(4);

    /**
     * On all pages but the last, a line may be older than the one before it by at most this time.
     */
    private static final Duration LONGEST_TRANSACTION = Duration.ofSeconds(10);

    private final ServiceClient services;
    private final Lane lane;
    private final Service service;
    private final int pageSize;
    private final Clock clock;
    private @Nullable String cursor;
    private Instant readUpTo = Instant.EPOCH;
    private Instant position = Instant.EPOCH;
    private boolean atEnd;
    private boolean complete;
    private @Nullable String trouble;

    BookReader(ServiceClient services, Lane lane, Service service, int pageSize, Clock clock) {
        this.services = services;
        this.lane = lane;
        this.service = service;
        this.pageSize = pageSize;
        this.clock = clock;
    }

    Service service() {
        return service;
    }

    /** Returns the time up to which every line has been read. */
    Instant readUpTo() {
        return readUpTo;
    }

    /**
     * Returns the time of the youngest line read so far; the book that is furthest behind is read
     * first.
     */
    Instant position() {
        return position;
    }

    /** Whether the last page read was the last one that exists. */
    boolean atEnd() {
        return atEnd;
    }

    /** Whether the last page covered everything committed. */
    boolean complete() {
        return complete;
    }

    /** Returns what went wrong with the last page, or null. */
    @Nullable String trouble() {
        return trouble;
    }

    /**
     * Reads the next page; after an error returns nothing, and the same page is read again next
     * time.
     */
    List<Fact> nextPage() throws InterruptedException {
        Instant asked = clock.instant();
        atEnd = false;
        complete = false;
        String path = "/audit?limit=" + pageSize;
        if (cursor != null) {
            path += "&since=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
        }
        try {
            Page page = FactReader.page(service, ask(path));
            accept(page, asked);
            return page.facts();
        } catch (UnreadableException unreadable) {
            trouble = unreadable.getMessage();
        }
        return List.of();
    }

    /** Returns the current lines of some orders; null after an error. */
    @Nullable List<Fact.AboutOrder> linesOf(Collection<String> orderIds)
            throws InterruptedException {
        try {
            String path = "/audit/orders?ids=" + String.join(",", orderIds);
            return FactReader.lines(service, ask(path));
        } catch (UnreadableException unreadable) {
            trouble = unreadable.getMessage();
            return null;
        }
    }

    private byte[] ask(String path) throws InterruptedException, UnreadableException {
        try {
            Exchange.Answer answer = exchange(path);
            if (answer.status() == 200) {
                return answer.body().getBytes();
            }
            throw new UnreadableException(service.label() + "'s audit answered " + answer.status());
        } catch (TimeoutException | CompletionException unreachable) {
            throw new UnreadableException(service.label() + " doesn't tell its books");
        }
    }

    private Exchange.Answer exchange(String path) throws InterruptedException, TimeoutException {
        try {
            return services.get(lane, service, path, TIMEOUT)
                    .toCompletableFuture()
                    .get(TIMEOUT.toMillis() * 2, TimeUnit.MILLISECONDS);
        } catch (java.util.concurrent.ExecutionException failed) {
            throw new CompletionException(failed);
        }
    }

    private void accept(Page page, Instant asked) {
        trouble = null;
        if (page.next() != null) {
            cursor = page.next();
        }
        complete = page.complete();
        for (Fact fact : page.facts()) {
            position = later(position, fact.at());
        }
        if (page.more()) {
            readUpTo = later(readUpTo, position.minus(LONGEST_TRANSACTION));
            return;
        }
        atEnd = true;
        Instant horizon = page.horizon();
        readUpTo = later(readUpTo, horizon.isAfter(asked) ? asked : horizon);
        position = later(position, readUpTo);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
