package org.acme.workshop.alert;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.acme.workshop.Ticker;
import org.acme.workshop.lane.BreakerHistory.Change;
import org.acme.workshop.lane.Lane;
import org.acme.workshop.lane.Watch;
import org.jspecify.annotations.Nullable;

/**
 * Holds the alerts that Alertmanager has sent; without an Alertmanager, it shows the openings of
 * breakers. Alertmanager repeats a firing alert: one that it
 * stops repeating is removed, because its end may have been lost. The number of alerts is limited.
 */
@ApplicationScoped
public class AlertBoard {

    /** The largest number of alerts that are kept. */
    static final int MOST = 50;

    /** Alertmanager repeats an alert every minute: after three missed repetitions it is removed. */
    static final long FIRING_KEPT_NANOS = TimeUnit.MINUTES.toNanos(3);

    static final long RESOLVED_KEPT_NANOS = TimeUnit.MINUTES.toNanos(2);

    private static final long LOOK_BACK_NANOS = TimeUnit.DAYS.toNanos(1);

    private static final Comparator<AlertView> URGENT_FIRST =
            Comparator.comparing(AlertView::firing)
                    .thenComparing(AlertView::startedAt)
                    .reversed()
                    .thenComparing(AlertView::name)
                    .thenComparing(alert -> alert.labels().toString());

    private final Ticker ticker;
    private final Map<Map<String, String>, Heard> alerts = new HashMap<>(); // guarded by this

    private final boolean alertmanager;

    private final Supplier<List<AlertView>> openings;

    private record Heard(AlertView alert, long atNanos, long firstNanos) {}

    /**
     * When the control room received an alert and its end, in readings of the ticker.
     *
     * @param firstNanos when it was first received
     * @param endedNanos when its end was received; null while it fires
     */
    public record Told(long firstNanos, @Nullable Long endedNanos) {}

    @Inject
    AlertBoard(Ticker ticker, AlertsConfig config, Watch watch) {
        this(ticker, config.alertmanager(), () -> openings(ticker, watch));
    }

    AlertBoard(Ticker ticker, boolean alertmanager, Supplier<List<AlertView>> openings) {
        this.ticker = ticker;
        this.alertmanager = alertmanager;
        this.openings = openings;
    }

    private static List<AlertView> openings(Ticker ticker, Watch watch) {
        long nowNanos = ticker.nanos();
        Instant now = Instant.now();
        List<AlertView> all = new ArrayList<>();
        for (Lane lane : Lane.all()) {
            List<Change> changes = watch.breakers(lane).since(nowNanos - LOOK_BACK_NANOS);
            all.addAll(Openings.of(lane, changes, nowNanos, now));
        }
        return all;
    }

    /** Whether an Alertmanager is configured. */
    public boolean hasAlertmanager() {
        return alertmanager;
    }

    /** Returns the alerts of that name in a lane. */
    public synchronized List<Told> told(String lane, String name) {
        return alerts.values().stream()
                .filter(heard -> heard.alert().name().equals(name))
                .filter(heard -> lane.equals(heard.alert().lane()))
                .map(AlertBoard::told)
                .toList();
    }

    private static Told told(Heard heard) {
        return new Told(heard.firstNanos(), heard.alert().firing() ? null : heard.atNanos());
    }

    /** Returns firing alerts, the latest first, then those that ended recently. */
    public List<AlertView> alerts() {
        List<AlertView> all = new ArrayList<>(alertmanager ? List.of() : openings.get());
        all.addAll(received());
        all.sort(URGENT_FIRST);
        return List.copyOf(all);
    }

    private synchronized List<AlertView> received() {
        forgetOld();
        return alerts.values().stream().map(Heard::alert).toList();
    }

    synchronized void hear(List<AlertView> told) {
        long now = ticker.nanos();
        for (AlertView alert : told) {
            alerts.compute(alert.labels(), (labels, known) -> heard(known, alert, now));
        }
        forgetOld();
        forgetTheLeastUrgent();
    }

    /** A repeated end does not keep the alert longer. */
    private static Heard heard(@Nullable Heard known, AlertView alert, long now) {
        boolean again = known != null && alert.firing() && !known.alert().firing();
        if (known == null || again) {
            return new Heard(alert, now, now);
        }
        boolean news = known.alert().firing() || alert.firing();
        return new Heard(alert, news ? now : known.atNanos(), known.firstNanos());
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
