package org.acme.workshop.audit;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
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

/** Reads the books of one service from where it stopped; remembers only the cursor. */
final class BookReader {

    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final ServiceClient services;
    private final Lane lane;
    private final Service service;
    private final int pageSize;
    private @Nullable String cursor;
    private Instant readUpTo = Instant.EPOCH;
    private boolean atEnd;
    private boolean complete;
    private @Nullable String trouble;

    BookReader(ServiceClient services, Lane lane, Service service, int pageSize) {
        this.services = services;
        this.lane = lane;
        this.service = service;
        this.pageSize = pageSize;
    }

    Service service() {
        return service;
    }

    /** Every line written before this instant has been read. */
    Instant readUpTo() {
        return readUpTo;
    }

    /** Whether the last page was the last one there was. */
    boolean atEnd() {
        return atEnd;
    }

    /** Whether after the last page everything committed was known, nothing half-seen. */
    boolean complete() {
        return complete;
    }

    /** What went wrong at the last page, or null. */
    @Nullable String trouble() {
        return trouble;
    }

    /** Reads the next page; on trouble nothing, and the same page again next time. */
    List<Fact> nextPage() throws InterruptedException {
        Instant asked = Instant.now();
        atEnd = false;
        complete = false;
        try {
            Exchange.Answer answer = ask();
            if (answer.status() != 200) {
                trouble = service.label() + "'s audit answered " + answer.status();
                return List.of();
            }
            Page page = FactReader.read(service, answer.body().getBytes());
            accept(page, asked);
            return page.facts();
        } catch (UnreadableException unreadable) {
            trouble = unreadable.getMessage();
        } catch (TimeoutException | CompletionException unreachable) {
            trouble = service.label() + " doesn't tell its books";
        }
        return List.of();
    }

    private Exchange.Answer ask() throws InterruptedException, TimeoutException {
        String path = "/audit?limit=" + pageSize;
        if (cursor != null) {
            path += "&since=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
        }
        try {
            return services.get(lane, service, path, PATIENCE)
                    .toCompletableFuture()
                    .get(PATIENCE.toMillis() * 2, TimeUnit.MILLISECONDS);
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
        if (!page.more()) {
            atEnd = true;
            readUpTo = asked;
            return;
        }
        for (Fact fact : page.facts()) {
            if (fact.at().isAfter(readUpTo)) {
                readUpTo = fact.at();
            }
        }
    }
}
