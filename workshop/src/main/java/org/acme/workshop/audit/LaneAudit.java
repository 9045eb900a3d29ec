package org.acme.workshop.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.acme.workshop.audit.LaneVerdict.Judgement;
import org.acme.workshop.audit.LaneVerdict.State;
import org.acme.workshop.audit.OrderFile.Finding;
import org.acme.workshop.lane.Lane;
import org.acme.workshop.lane.Service;
import org.acme.workshop.lane.ServiceClient;
import org.acme.workshop.traffic.AnsweredKeys;
import org.jspecify.annotations.Nullable;

/**
 * Audits one lane: reads the three books in step (always on in the one that is furthest behind, so
 * that a long history is matched while it streams by) and judges what has been read.
 */
final class LaneAudit {

    private static final int PAGES_A_TURN = 60;

    private final Lane lane;
    private final AnsweredKeys answeredKeys;
    private final Duration staleAfter;
    private final Duration finalFor;
    private final LaneBook book;
    private final List<BookReader> readers = new ArrayList<>();
    private final BookReader checkout;
    private final BookReader inventory;
    private volatile LaneVerdict verdict;

    LaneAudit(Lane lane, ServiceClient services, AnsweredKeys answeredKeys, AuditConfig config) {
        this.lane = lane;
        this.answeredKeys = answeredKeys;
        this.staleAfter = config.staleAfter();
        this.finalFor = config.finalFor();
        this.book = new LaneBook(config.rememberedOrders(), config.finalFor());
        int size = config.pageSize();
        this.checkout = new BookReader(services, lane, Service.CHECKOUT, size);
        this.inventory = new BookReader(services, lane, Service.INVENTORY, size);
        readers.add(checkout);
        readers.add(new BookReader(services, lane, Service.PAYMENT, size));
        readers.add(inventory);
        this.verdict = LaneVerdict.none(lane);
    }

    LaneVerdict verdict() {
        return verdict;
    }

    synchronized List<LaneBook.Straggler> stragglers(Instant from, Instant to, Instant deadline) {
        return book.stragglers(from, to, deadline);
    }

    synchronized long judgedOfThoseSince(Instant from) {
        return book.judgedOfThoseSince(from);
    }

    /** Reads on and judges. Blocks while the services answer. */
    void turn() throws InterruptedException {
        List<BookReader> unread = new ArrayList<>(readers);
        for (int page = 0; page < PAGES_A_TURN && !unread.isEmpty(); page++) {
            unread.sort(Comparator.comparing(BookReader::readUpTo));
            BookReader reader = unread.get(0);
            List<Fact> facts = reader.nextPage();
            synchronized (this) {
                answeredKeys.collect().forEach(book::answered);
                facts.forEach(book::add);
            }
            if (reader.atEnd() || reader.trouble() != null) {
                unread.remove(reader);
            }
        }
        verdict = judge();
    }

    private synchronized LaneVerdict judge() {
        Instant upTo = readers.stream().map(BookReader::readUpTo).min(Instant::compareTo).get();
        book.judgeOrders(upTo);
        if (inventory.atEnd()) {
            book.judgeStock(inventory.readUpTo(), inventory.complete());
        }
        List<Finding> findings = book.findings(checkout.readUpTo());
        List<Judgement> judgements = new ArrayList<>();
        for (Invariant invariant : Invariant.values()) {
            judgements.add(judgement(invariant, findings));
        }
        String reason = reason(upTo);
        State state =
                !findings.isEmpty() ? State.BROKEN : reason != null ? State.UNKNOWN : State.HOLD;
        KeyBook keys = book.keys();
        return new LaneVerdict(
                lane,
                state,
                upTo.equals(Instant.EPOCH) ? upTo : upTo.minus(finalFor),
                book.judged(),
                book.openOrders(),
                keys.verified() + keys.unverified(),
                keys.unverified(),
                book.beyondMemory(),
                reason,
                List.copyOf(judgements));
    }

    private static Judgement judgement(Invariant invariant, List<Finding> findings) {
        List<String> words =
                findings.stream()
                        .filter(finding -> finding.invariant() == invariant)
                        .map(Finding::words)
                        .toList();
        List<String> examples = words.stream().limit(LaneVerdict.EXAMPLES).toList();
        return new Judgement(invariant, words.size(), examples);
    }

    private @Nullable String reason(Instant upTo) {
        if (upTo.isBefore(Instant.now().minus(staleAfter))) {
            for (BookReader reader : readers) {
                if (reader.trouble() != null) {
                    return reader.trouble();
                }
            }
            return "the books are still being read";
        }
        if (answeredKeys.givenUp() > 0) {
            return answeredKeys.givenUp() + " answered keys were never looked at";
        }
        return book.gap();
    }
}
