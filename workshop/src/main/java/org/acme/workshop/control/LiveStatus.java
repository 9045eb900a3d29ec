package org.acme.workshop.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.acme.workshop.Ticker;
import org.acme.workshop.alert.AlertBoard;
import org.acme.workshop.audit.Auditor;
import org.acme.workshop.audit.LaneVerdict;
import org.acme.workshop.control.LaneView.BooksView;
import org.acme.workshop.control.LaneView.BreakerView;
import org.acme.workshop.control.LaneView.CallsView;
import org.acme.workshop.control.LaneView.UsersView;
import org.acme.workshop.lane.BreakerSnapshot;
import org.acme.workshop.lane.BreakerSnapshot.Transition;
import org.acme.workshop.lane.CallsSnapshot;
import org.acme.workshop.lane.Lane;
import org.acme.workshop.lane.LaneSnapshot;
import org.acme.workshop.lane.Service;
import org.acme.workshop.lane.Watch;
import org.acme.workshop.scenario.run.Runs;
import org.acme.workshop.traffic.Operation;
import org.acme.workshop.traffic.Outcome;
import org.acme.workshop.traffic.SampleLog;
import org.acme.workshop.traffic.SampleLog.LatencySummary;
import org.acme.workshop.traffic.Traffic;
import org.jspecify.annotations.Nullable;

/** Collects the current status of both lanes. */
@ApplicationScoped
class LiveStatus {

    private static final int WINDOW_SECONDS = 5;
    private static final int NEWS_SECONDS = 4;
    private static final double PERCENT = 100;
    private static final double MILLIS = 1000;

    private final Ticker ticker;
    private final Traffic traffic;
    private final Watch watch;
    private final Auditor auditor;
    private final Runs runs;
    private final AlertBoard alerts;

    @Inject
    LiveStatus(
            Ticker ticker,
            Traffic traffic,
            Watch watch,
            Auditor auditor,
            Runs runs,
            AlertBoard alerts) {
        this.ticker = ticker;
        this.traffic = traffic;
        this.watch = watch;
        this.auditor = auditor;
        this.runs = runs;
        this.alerts = alerts;
    }

    LiveView now() {
        Traffic.Rate rate = traffic.rate();
        return new LiveView(
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                new LiveView.TrafficView(
                        traffic.state().label(),
                        rate.arrivalsPerSecond(),
                        rate.checkoutShare(),
                        traffic.patience().toMillis() / MILLIS,
                        traffic.dropped()),
                Lane.all().stream().map(this::lane).toList(),
                runs.latest().orElse(null),
                Shown.alerts(alerts.alerts()));
    }

    private static @Nullable Long secondsAgo(LaneVerdict verdict) {
        Instant judgedUpTo = verdict.judgedUpTo();
        return judgedUpTo.equals(Instant.EPOCH)
                ? null
                : Math.max(0, Duration.between(judgedUpTo, Instant.now()).toSeconds());
    }

    private LaneView lane(Lane lane) {
        LaneSnapshot sight = watch.sight(lane);
        LaneVerdict verdict = auditor.verdict(lane);
        Map<String, String> services = new LinkedHashMap<>();
        for (Service service : Service.all()) {
            services.put(service.label(), sight.health(service).label());
        }
        return new LaneView(
                lane.label(),
                users(lane, Operation.CHECKOUT),
                users(lane, Operation.PRODUCTS),
                sight.breakers().stream().map(LiveStatus::breaker).toList(),
                sight.pendingPayments(),
                sight.oldestPendingSeconds(),
                sight.busyWorkers(),
                sight.workerLimit(),
                sight.queuedRequests(),
                rounded(sight.gatewayArrivalsPerSecond()),
                sight.calls().stream().map(LiveStatus::calls).toList(),
                Shown.faults(sight.faults()),
                services,
                new BooksView(
                        verdict.state().label(),
                        verdict.violations(),
                        verdict.judgedOrders(),
                        secondsAgo(verdict),
                        verdict.reason()));
    }

    private UsersView users(Lane lane, Operation operation) {
        long now = ticker.nanos();
        long from = now - TimeUnit.SECONDS.toNanos(WINDOW_SECONDS);
        SampleLog samples = traffic.lane(lane).samples(operation);
        LatencySummary latency = samples.concludedBetween(from, now, traffic.patience().toNanos());
        long concluded = latency.concluded();
        boolean any = concluded > 0;
        Map<String, Long> outcomes = new LinkedHashMap<>();
        for (Outcome outcome : operation.outcomes()) {
            outcomes.put(outcome.label(), latency.count(outcome));
        }
        return new UsersView(
                WINDOW_SECONDS,
                concluded,
                (double) concluded / WINDOW_SECONDS,
                any ? PERCENT * latency.answered() / concluded : null,
                any ? latency.percentileMillis(50) : null,
                any ? latency.percentileMillis(99) : null,
                samples.inFlight(),
                outcomes);
    }

    private static BreakerView breaker(BreakerSnapshot sight) {
        return new BreakerView(
                sight.name(),
                sight.state(),
                sight.since(),
                sight.why(),
                rounded(sight.nextProbeSeconds()),
                sight.window(),
                sight.past().stream().filter(LiveStatus::isNews).toList());
    }

    private static boolean isNews(Transition transition) {
        return transition.at().isAfter(Instant.now().minusSeconds(NEWS_SECONDS));
    }

    private static CallsView calls(CallsSnapshot sight) {
        return new CallsView(
                sight.service().label(),
                Math.rint(sight.perSecond() * 10) / 10,
                rounded(sight.failedPercent()),
                rounded(sight.meanMillis()));
    }

    private static @Nullable Double rounded(@Nullable Double value) {
        return value == null ? null : Math.rint(value * 10) / 10;
    }
}
