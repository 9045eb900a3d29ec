package org.acme.workshop.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.acme.workshop.lane.Lane;
import org.acme.workshop.report.Plot.Line;
import org.acme.workshop.report.Plot.Point;
import org.acme.workshop.scenario.run.RunView;
import org.acme.workshop.scenario.run.Timeline;
import org.acme.workshop.scenario.run.Timeline.Services;
import org.acme.workshop.scenario.run.Timeline.Users;
import org.acme.workshop.traffic.Operation;
import org.jspecify.annotations.Nullable;

/** Draws the plots of a run, both lanes in each, all with the same time axis. */
final class ReportPlots {

    private final RunView run;
    private final Timeline timeline;
    private final List<Double> marks;

    ReportPlots(RunView run, Timeline timeline) {
        this.run = run;
        this.timeline = timeline;
        this.marks = run.steps().stream().map(RunView.StepView::at).toList();
    }

    List<Plot> all() {
        return List.of(
                plot(
                        "Buyers answered, by second of arrival (%)",
                        Scale.percent(), users(Operation.CHECKOUT, Users::answeredPercent)),
                plot(
                        "Product pages answered (%)",
                        Scale.percent(), users(Operation.PRODUCTS, Users::answeredPercent)),
                plot(
                        "Product pages, p99 of each second (logarithmic)",
                        Scale.millis(),
                        users(Operation.PRODUCTS, Users::p99Millis)),
                counted("Payments pending", Services::pendingPayments),
                counted("Charge requests at the gateway (1/s)", Services::gatewayPerSecond),
                counted("Busy worker threads of checkout", Services::busyWorkers));
    }

    private Plot plot(String title, Scale scale, List<Line> lines) {
        return new Plot(title, run.duration(), timeline.faults(), marks, scale, lines);
    }

    private Plot counted(String title, Function<Services, @Nullable Double> value) {
        List<Line> lines = new ArrayList<>();
        double highest = 0;
        for (Lane lane : Lane.all()) {
            List<Point> points = new ArrayList<>();
            for (Services look : timeline.services()) {
                if (look.lane() == lane) {
                    Double number = value.apply(look);
                    points.add(new Point(look.t(), number));
                    highest = Math.max(highest, number == null ? 0 : number);
                }
            }
            lines.add(new Line(lane.label(), points));
        }
        return plot(title, Scale.upTo(highest), lines);
    }

    private List<Line> users(Operation operation, Function<Users, @Nullable Double> value) {
        List<Line> lines = new ArrayList<>();
        for (Lane lane : Lane.all()) {
            Predicate<Users> wanted = each -> each.lane() == lane && each.operation() == operation;
            lines.add(
                    new Line(
                            lane.label(),
                            timeline.users().stream()
                                    .filter(wanted)
                                    .map(each -> new Point(each.t() + 0.5, value.apply(each)))
                                    .toList()));
        }
        return lines;
    }
}
