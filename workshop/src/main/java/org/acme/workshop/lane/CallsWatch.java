package org.acme.workshop.lane;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns the counters of checkout's calls into rates. A breaker counts the calls it admits; in a
 * lane without breakers the HTTP client counts.
 */
final class CallsWatch {

    private static final long SPAN_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final double PERCENT = 100;
    private static final double MILLIS = 1000;
    private static final Pattern FAILED_CALL = Pattern.compile("outcome=\"(slow_|late_)?failure\"");

    /** Failed requests: a 4xx is an answer; UNKNOWN means that there was none. */
    private static final Pattern FAILED_REQUEST =
            Pattern.compile("status=\"(5\\d\\d|UNKNOWN|IO_ERROR)\"");

    private static final Map<Service, Pattern> REQUESTS =
            Map.of(
                    Service.PAYMENT, Pattern.compile("uri=\"/charges"),
                    Service.INVENTORY, Pattern.compile("uri=\"/(products|reservations)"));

    private final Map<Service, ArrayDeque<Totals>> seen = new EnumMap<>(Service.class);

    CallsWatch() {
        Service.faulty().forEach(service -> seen.put(service, new ArrayDeque<>()));
    }

    private record Totals(long at, double ended, double failed, double seconds) {}

    /** Adds a scrape and returns the difference to the one a few seconds before. */
    List<CallsSnapshot> look(Metrics checkout, long now) {
        List<CallsSnapshot> calls = new ArrayList<>();
        for (Service service : Service.faulty()) {
            ArrayDeque<Totals> before = Objects.requireNonNull(seen.get(service));
            Totals totals = totals(checkout, service, now);
            if (totals == null) {
                before.clear();
                continue;
            }
            if (!before.isEmpty() && before.getLast().ended() > totals.ended()) {
                before.clear(); // checkout was restarted
            }
            while (before.size() > 1 && now - before.getFirst().at() > SPAN_NANOS) {
                before.removeFirst();
            }
            if (!before.isEmpty() && now > before.getFirst().at()) {
                calls.add(between(service, before.getFirst(), totals));
            }
            before.addLast(totals);
        }
        return calls;
    }

    private static CallsSnapshot between(Service service, Totals from, Totals to) {
        double ended = to.ended() - from.ended();
        double perSecond = ended * NANOS_PER_SECOND / (to.at() - from.at());
        if (ended <= 0) {
            return new CallsSnapshot(service, 0, null, null);
        }
        return new CallsSnapshot(
                service,
                perSecond,
                PERCENT * (to.failed() - from.failed()) / ended,
                MILLIS * (to.seconds() - from.seconds()) / ended);
    }

    private static @Nullable Totals totals(Metrics checkout, Service service, long now) {
        Totals guarded =
                totals(
                        checkout,
                        "circuit_breaker_calls_seconds",
                        Pattern.compile("name=\"" + service.label() + "\""),
                        FAILED_CALL,
                        now);
        if (guarded != null && guarded.ended() > 0) {
            return guarded;
        }
        Totals bare =
                totals(
                        checkout,
                        "http_client_requests_seconds",
                        Objects.requireNonNull(REQUESTS.get(service)),
                        FAILED_REQUEST,
                        now);
        return bare == null ? guarded : bare;
    }

    private static @Nullable Totals totals(
            Metrics checkout, String name, Pattern mine, Pattern failed, long now) {
        Predicate<String> ours = mine.asPredicate();
        var ended = checkout.sumWhere(name + "_count", ours);
        if (ended.isEmpty()) {
            return null;
        }
        double failures =
                checkout.sumWhere(name + "_count", ours.and(failed.asPredicate())).orElse(0);
        double seconds = checkout.sumWhere(name + "_sum", ours).orElse(0);
        return new Totals(now, ended.getAsDouble(), failures, seconds);
    }
}
