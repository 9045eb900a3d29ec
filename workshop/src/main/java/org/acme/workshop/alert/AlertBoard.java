package org.acme.workshop.alert;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.acme.workshop.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * The alerts that Alertmanager has told of. It tells of a firing alert again and again: one that it
 * no longer mentions is forgotten, for then nobody would say when it ends. Never more than a fixed
 * number is kept.
 */
@ApplicationScoped
public class AlertBoard {

    /** More alerts than this help nobody. */
    static final int MOST = 50;

    /** Alertmanager repeats itself after a minute: thrice not heard is gone. */
    static final long FIRING_KEPT_NANOS = TimeUnit.MINUTES.toNanos(3);

    static final long RESOLVED_KEPT_NANOS = TimeUnit.MINUTES.toNanos(2);

    private static final Comparator<AlertView> URGENT_FIRST =
            Comparator.comparing(AlertView::firing)
                    .thenComparing(AlertView::startedAt)
                    .reversed()
                    .thenComparing(AlertView::name)
                    .thenComparing(alert -> alert.labels().toString());

    private final Ticker ticker;
    private final Map<Map<String, String>, Heard> alerts = new HashMap<>(); // guarded by this

    private record Heard(AlertView alert, long atNanos) {}

    @Inject
    AlertBoard(Ticker ticker) {
        this.ticker = ticker;
    }

    /** Alerts that fire, the latest first, then those that ended lately. */
    public synchronized List<AlertView> alerts() {
        forgetOld();
        return alerts.values().stream().map(Heard::alert).sorted(URGENT_FIRST).toList();
    }

    synchronized void hear(List<AlertView> told) {
        long now = ticker.nanos();
        for (AlertView alert : told) {
            alerts.compute(alert.labels(), (labels, known) -> heard(known, alert, now));
        }
        forgetOld();
        forgetTheLeastUrgent();
    }

    /** An end that is told again doesn't stay any longer for that. */
    private static Heard heard(@Nullable Heard known, AlertView alert, long now) {
        if (known == null || known.alert().firing() || alert.firing()) {
            return new Heard(alert, now);
        }
        return new Heard(alert, known.atNanos());
    }

    private void forgetOld() {
        long now = ticker.nanos();
        alerts.values()
                .removeIf(
                        heard ->
                                now - heard.atNanos()
                                        > (heard.alert().firing()
                                                ? FIRING_KEPT_NANOS
                                                : RESOLVED_KEPT_NANOS));
    }

    private void forgetTheLeastUrgent() {
        if (alerts.size() <= MOST) {
            return;
        }
        List<AlertView> sorted =
                new ArrayList<>(alerts.values().stream().map(Heard::alert).toList());
        sorted.sort(URGENT_FIRST);
        sorted.subList(MOST, sorted.size()).forEach(alert -> alerts.remove(alert.labels()));
    }
}
