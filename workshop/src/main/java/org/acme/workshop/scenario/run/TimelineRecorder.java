package org.acme.workshop.scenario.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.acme.workshop.lane.Counter;
import org.acme.workshop.lane.Lane;
import org.acme.workshop.lane.LaneHistory.Look;
import org.acme.workshop.lane.Watch;
import org.acme.workshop.scenario.judge.RunClock;
import org.acme.workshop.traffic.Operation;
import org.acme.workshop.traffic.SampleLog.LatencySummary;
import org.acme.workshop.traffic.Traffic;
import org.jspecify.annotations.Nullable;

/** Records a run second by second once it is over, from the data of traffic and watch. */
final class TimelineRecorder {

    private static final double PERCENT = 100;
    private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

    private final RunClock clock;
    private final Traffic traffic;
    private final Watch watch;

    TimelineRecorder(RunClock clock, Traffic traffic, Watch watch) {
        this.clock = clock;
        this.traffic = traffic;
        this.watch = watch;
    }

    Timeline record(Duration length) {
        List<Timeline.Users> users = new ArrayList<>();
        List<Timeline.Services> services = new ArrayList<>();
        for (Lane lane : Lane.all()) {
            for (Operation operation : Operation.all()) {
                for (int t = 0; t < length.toSeconds(); t++) {
                    users.add(second(lane, operation, t));
                }
            }
            services.addAll(looks(lane, length));
        }
        return new Timeline(users, services, faults());
    }

    private Timeline.Users second(Lane lane, Operation operation, int t) {
        LatencySummary latency =
                traffic.lane(lane)
                        .samples(operation)
                        .arrivedBetween(
                                clock.at(Duration.ofSeconds(t)),
                                clock.at(Duration.ofSeconds(t + 1L)));
        boolean any = latency.concluded() > 0;
        return new Timeline.Users(
                lane,
                operation,
                t,
                any ? PERCENT * latency.answered() / latency.arrivals() : null,
                any ? latency.percentileMillis(99) : null);
    }

    private List<Timeline.Services> looks(Lane lane, Duration length) {
        List<Timeline.Services> seen = new ArrayList<>();
        Look before = null;
        for (Look look : watch.looks(lane).between(clock.at(Duration.ZERO), clock.at(length))) {
            seen.add(
                    new Timeline.Services(
                            lane,
                            clock.seconds(look.at()),
                            look.pendingPayments(),
                            look.busyWorkers(),
                            before == null ? null : rate(before, look)));
            before = look;
        }
        return seen;
    }

    private static @Nullable Double rate(Look before, Look now) {
        Double last = before.totals().get(Counter.GATEWAY_ARRIVALS);
        Double total = now.totals().get(Counter.GATEWAY_ARRIVALS);
        return last == null || total == null || now.at() == before.at()
                ? null
                : (total - last) * NANOS / (now.at() - before.at());
    }

    private Timeline.@Nullable Window faults() {
        Long begins = clock.faultBegins();
        Long ends = clock.faultEnds();
        return begins == null || ends == null
                ? null
                : new Timeline.Window(clock.seconds(begins), clock.seconds(ends));
    }
}
