package org.acme.systemtest.observability;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.acme.systemtest.TestStage;
import org.acme.systemtest.observability.Dashboard.Panel;
import org.acme.systemtest.observability.PrometheusServer.Series;

/** What a query should have an answer to, and when. */
final class Expected {

    private static final Pattern PER_LANE =
            Pattern.compile("by \\([^)]*\\blane\\b|\\blane(_\\w+)?:");

    /**
     * What only protected breakers have: those of the other lane are off, change nothing and see no
     * calls, so that there are no fallbacks for each of them either. Both lanes may alert.
     */
    private static final Pattern OF_ONE_LANE =
            Pattern.compile(
                    "circuit_breaker_state != 4"
                            + "|circuit_breaker_transitions_total offset"
                            + "|rate\\(circuit_breaker_calls_seconds_bucket"
                            + "|rate\\(fallback_total\\[5s]\\)\\)\\s+/"
                            + "|ALERTS");

    private Expected() {}

    /** Whether each lane should have numbers in its answer. */
    static boolean ofBothLanes(Query query) {
        return PER_LANE.matcher(query.expr()).find() && !OF_ONE_LANE.matcher(query.expr()).find();
    }

    /** The panels' queries that show nothing now: no number, and no words for having none. */
    static List<String> blankNow(PrometheusServer prometheus) throws Exception {
        List<String> blank = new ArrayList<>();
        for (Dashboard dashboard : Dashboard.all(TestStage.ROOT)) {
            for (Panel panel : dashboard.panels()) {
                for (Query query : panel.queries()) {
                    List<Series> answer = prometheus.now(query.forAll());
                    if (answer.isEmpty()
                            || !panel.saysWhatNothingMeans()
                                    && answer.stream().noneMatch(Series::hasNumbers)) {
                        blank.add(query.toString());
                    }
                }
            }
        }
        return blank;
    }
}
