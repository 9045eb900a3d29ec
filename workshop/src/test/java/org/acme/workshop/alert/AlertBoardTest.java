package org.acme.workshop.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.acme.workshop.ManualTicker;
import org.junit.jupiter.api.Test;

class AlertBoardTest {

    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    private final ManualTicker ticker = new ManualTicker();
    private final AlertBoard board = new AlertBoard(ticker, true, List::of);

    private static AlertView firing(String name, int second) {
        return alert(name, second, false);
    }

    private static AlertView resolved(String name, int second) {
        return alert(name, second, true);
    }

    private static AlertView alert(String name, int second, boolean over) {
        return new AlertView(
                name,
                over ? "resolved" : "firing",
                "warning",
                null,
                null,
                name,
                "",
                null,
                NOON.plusSeconds(second),
                over ? NOON.plusSeconds(second + 60) : null,
                Map.of("alertname", name));
    }

    private List<String> names() {
        return board.alerts().stream().map(AlertView::name).toList();
    }

    @Test
    void nothingHeard_nothingShown() {
        assertThat(board.alerts()).isEmpty();
    }

    @Test
    void firing_comesFirst_theLatestOnTop() {
        board.hear(List.of(firing("old", 1), resolved("over", 9), firing("new", 5)));

        assertThat(names()).containsExactly("new", "old", "over");
    }

    @Test
    void sameLabels_areTheSameAlert() {
        board.hear(List.of(firing("a", 1)));
        board.hear(List.of(resolved("a", 1)));

        assertThat(board.alerts()).extracting(AlertView::state).containsExactly("resolved");
    }

    @Test
    void resolved_isShownForAWhile_evenIfToldAgain() {
        board.hear(List.of(resolved("a", 1)));
        ticker.pass(Duration.ofSeconds(90));
        board.hear(List.of(resolved("a", 1)));
        assertThat(names()).containsExactly("a");

        ticker.pass(Duration.ofSeconds(31));

        assertThat(board.alerts()).isEmpty();
    }

    @Test
    void firing_staysWhileItIsRepeated() {
        for (int minute = 0; minute < 10; minute++) {
            board.hear(List.of(firing("a", 1)));
            ticker.pass(Duration.ofMinutes(1));
        }

        assertThat(names()).containsExactly("a");
    }

    @Test
    void firing_isForgotten_whenNobodyRepeatsIt() {
        board.hear(List.of(firing("a", 1)));

        ticker.pass(AlertBoardTest.nanos(AlertBoard.FIRING_KEPT_NANOS + 1));

        assertThat(board.alerts()).isEmpty();
    }

    @Test
    void tooMany_dropTheLeastUrgent() {
        board.hear(List.of(resolved("over", 3)));
        board.hear(IntStream.range(0, AlertBoard.MOST).mapToObj(i -> firing("a" + i, i)).toList());
        board.hear(List.of(firing("newest", 1000)));

        assertThat(names())
                .hasSize(AlertBoard.MOST)
                .startsWith("newest")
                .doesNotContain("a0", "over");
    }

    private static Duration nanos(long nanos) {
        return Duration.ofNanos(nanos);
    }

    @Test
    void told_sinceWhen_andUntilWhen() {
        ToldAlerts alertmanager = new ToldAlerts(ticker);
        alertmanager.fires("a");
        long first = ticker.nanos();
        ticker.pass(Duration.ofSeconds(20));
        alertmanager.fires("a");
        assertThat(alertmanager.board().told("protected", "a"))
                .containsExactly(new AlertBoard.Told(first, null));

        ticker.pass(Duration.ofSeconds(5));
        alertmanager.ends("a");

        assertThat(alertmanager.board().told("protected", "a"))
                .containsExactly(new AlertBoard.Told(first, ticker.nanos()));
        assertThat(alertmanager.board().told("unprotected", "a")).isEmpty();
    }

    @Test
    void told_firingAgain_isAnotherStory() {
        ToldAlerts alertmanager = new ToldAlerts(ticker);
        alertmanager.ends("a");
        ticker.pass(Duration.ofSeconds(5));
        alertmanager.fires("a");

        assertThat(alertmanager.board().told("protected", "a"))
                .containsExactly(new AlertBoard.Told(ticker.nanos(), null));
    }
}
