package org.acme.workshop.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.acme.workshop.audit.LaneVerdict.Judgement;
import org.acme.workshop.audit.LaneVerdict.State;
import org.acme.workshop.lane.Lane;
import org.acme.workshop.lane.Service;
import org.acme.workshop.lane.ServiceClient;
import org.acme.workshop.traffic.AnsweredKeys;
import org.acme.workshop.traffic.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Audits the books of one lane. Reads the three books alternately (always the one that is furthest
 * behind, so that a long history is matched while it is read), judges what has been read, asks the
 * services again about every suspicion before it becomes a finding, and repeatedly checks the
 * orders in memory.
 */
final class LaneAudit {

    private static final int PAGES_A_TURN = 60;

    /** The largest number of orders in one request to a service. */
    private static final int BATCH = 50;

    private static final int BATCHES_A_TURN = 8;

    private final Lane lane;
    private final AnsweredKeys answeredKeys;
    private final AuditConfig config;
    private final Clock clock;
    private final LaneAuditState seen;
    private final List<BookReader> readers = new ArrayList<>();
    private final BookReader inventory;
    private volatile LaneVerdict verdict;

    LaneAudit(
            Lane lane,
            ServiceClient services,
            AnsweredKeys answeredKeys,
            AuditConfig config,
            Clock clock) {
        this.lane = lane;
        this.answeredKeys = answeredKeys;
        this.config = config;
        this.clock = clock;
        this.seen = new LaneAuditState(config.rememberedOrders(), config.finalFor());
        int size = config.pageSize();
        this.inventory = new BookReader(services, lane, Service.INVENTORY, size, clock);
        readers.add(new BookReader(services, lane, Service.CHECKOUT, size, clock));
        readers.add(new BookReader(services, lane, Service.PAYMENT, size, clock));
        readers.add(inventory);
        this.verdict = LaneVerdict.none(lane);
    }

    LaneVerdict verdict() {
        return verdict;
    }

    synchronized List<OrderTally.Straggler> stragglers(Instant from, Instant to, Instant deadline) {
        return OrderTally.stragglers(seen.orders().all(), from, to, deadline);
    }

    synchronized OrderTally tally(Instant from, Instant to, @Nullable Outcome told) {
        return OrderTally.of(seen.orders(), from, to, told);
    }

    synchronized long judgedOfThoseSince(Instant from) {
        return OrderTally.judgedSince(seen.orders().all(), from);
    }

    /**
     * Reads the next pages, asks again about suspicions, and judges. Blocks while the services
     * answer.
     */
    void turn() throws InterruptedException {
        read();
        judge();
        for (int batch = 0; batch < BATCHES_A_TURN; batch++) {
            List<String> suspects = suspects();
            if (suspects.isEmpty() || !ask(suspects)) {
                break;
            }
            judge();
        }
        ask(patrol());
        verdict = judge();
    }

    private void read() throws InterruptedException {
        List<BookReader> unread = new ArrayList<>(readers);
        for (int page = 0; page < PAGES_A_TURN && !unread.isEmpty(); page++) {
            unread.sort(Comparator.comparing(BookReader::position));
            BookReader reader = unread.get(0);
            List<Fact> facts = reader.nextPage();
            synchronized (this) {
                answeredKeys.collect().forEach(seen::answered);
                facts.forEach(seen::add);
                if (reader == inventory && inventory.complete()) {
                    seen.judgeStock(inventory.readUpTo());
                }
            }
            if (reader.atEnd() || reader.trouble() != null) {
                unread.remove(reader);
            }
        }
    }

    private synchronized List<String> suspects() {
        return seen.suspects(BATCH);
    }

    private synchronized List<String> patrol() {
        return seen.patrol(BATCH);
    }

    /** Asks all three services about some orders; false if one of them does not answer. */
    private boolean ask(List<String> orderIds) throws InterruptedException {
        List<Fact.AboutOrder> current = new ArrayList<>();
        for (BookReader reader : readers) {
            List<Fact.AboutOrder> lines = orderIds.isEmpty() ? null : reader.linesOf(orderIds);
            if (lines == null) {
                return false;
            }
            current.addAll(lines);
        }
        synchronized (this) {
            seen.asked(orderIds, current);
        }
        return true;
    }

    private synchronized LaneVerdict judge() {
        Instant upTo = readers.stream().map(BookReader::readUpTo).min(Instant::compareTo).get();
        seen.judgeOrders(upTo);
        List<Finding> findings = seen.findings();
        List<Judgement> judgements = new ArrayList<>();
        for (Invariant invariant : Invariant.values()) {
            judgements.add(judgement(invariant, findings));
        }
        Instant now = clock.instant();
        List<OrderRecord> overdue = seen.unfinishedBefore(now.minus(config.finalWithin()));
        String reason = reason(upTo, now, overdue);
        State state =
                !findings.isEmpty() ? State.BROKEN : reason != null ? State.UNKNOWN : State.HOLD;
        return new LaneVerdict(
                lane,
                state,
                now,
                upTo.equals(Instant.EPOCH) ? upTo : upTo.minus(config.finalFor()),
                seen.judged(),
                seen.openOrders(),
                overdue.size(),
                seen.answered(),
                seen.answered() - seen.kept(),
                seen.beyondMemory(),
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

    private @Nullable String reason(Instant upTo, Instant now, List<OrderRecord> overdue) {
        if (upTo.isBefore(now.minus(config.staleAfter()))) {
            return unread();
        }
        if (seen.stockJudgedUpTo().isBefore(now.minus(config.staleAfter().multipliedBy(2)))) {
            return "the stock can't be added up: inventory's books were never complete lately";
        }
        if (answeredKeys.givenUp() > 0) {
            return answeredKeys.givenUp() + " answered keys were never looked at";
        }
        if (!overdue.isEmpty()) {
            Fact.Order first = overdue.get(0).order;
            return "%d orders are not final after %s, such as %s (%s)"
                    .formatted(
                            overdue.size(),
                            words(config.finalWithin()),
                            overdue.get(0).orderId,
                            first == null ? "unknown" : first.status());
        }
        return seen.gap();
    }

    private String unread() {
        BookReader last =
                readers.stream().min(Comparator.comparing(BookReader::readUpTo)).orElseThrow();
        String trouble = last.trouble();
        if (trouble != null) {
            return trouble;
        }
        return last.atEnd()
                ? "%s has a transaction open since %s: what came later can't be read yet"
                        .formatted(
                                last.service().label(),
                                last.readUpTo().truncatedTo(ChronoUnit.SECONDS))
                : "the books are still being read";
    }

    private static String words(Duration time) {
        return time.toMinutes() > 0 ? time.toMinutes() + " min" : time.toSeconds() + " s";
    }
}
