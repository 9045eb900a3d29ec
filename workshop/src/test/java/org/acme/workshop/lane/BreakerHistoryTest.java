package org.acme.workshop.lane;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.acme.workshop.lane.BreakerHistory.Change;
import org.junit.jupiter.api.Test;

class BreakerHistoryTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:10Z");
    private static final long NANOS = TimeUnit.SECONDS.toNanos(1000);

    private final BreakerHistory history = new BreakerHistory();

    @Test
    void theFirstLook_isNoChange() throws Exception {
        look(breaker("open", event("12:00:05", "closed", "open")));

        assertThat(history.since(0)).isEmpty();
        assertThat(history.state("payment")).isEqualTo("open");
    }

    @Test
    void eventsBetweenTwoLooks_areAllNoted_atTheirInstants() throws Exception {
        look(breaker("closed", ""));

        look(
                breaker(
                        "open",
                        event("12:00:07", "closed", "open")
                                + ","
                                + event("12:00:08", "open", "half_open")
                                + ","
                                + event("12:00:09", "half_open", "open")));

        assertThat(history.since(0))
                .extracting(Change::to)
                .containsExactly("open", "half_open", "open");
        assertThat(history.since(0).get(0).at()).isEqualTo(NANOS - TimeUnit.SECONDS.toNanos(3));
        assertThat(history.since(NANOS - TimeUnit.SECONDS.toNanos(1))).hasSize(1);
    }

    @Test
    void theSameEventsAgain_areNotNotedTwice() throws Exception {
        look(breaker("closed", ""));
        String open = breaker("open", event("12:00:07", "closed", "open"));

        look(open);
        look(open);

        assertThat(history.since(0)).hasSize(1);
    }

    @Test
    void aChangeWithoutAnEvent_isNotedAtTheInstantItTells() throws Exception {
        look("[{\"name\":\"payment\",\"state\":\"CLOSED\"}]");

        look("[{\"name\":\"payment\",\"state\":\"HALF-OPEN\",\"since\":\"2026-01-01T12:00:09Z\"}]");

        Change change = history.since(0).get(0);
        assertThat(change.to()).isEqualTo("half_open");
        assertThat(change.at()).isEqualTo(NANOS - TimeUnit.SECONDS.toNanos(1));
    }

    @Test
    void anythingElse_isLeftAside() throws Exception {
        look("{\"breakers\":[{\"state\":\"open\"},{\"name\":\"x\"},7]}");

        assertThat(history.state("x")).isNull();
    }

    @Test
    void aScrape_isSummedOverItsLabels() {
        Metrics metrics =
                Metrics.read(
                        """
                        # HELP a_total x
                        a_total{kind="x, y",} 2.0
                        a_total{kind="z",} 3.0 1700000000
                        b 4.5
                        broken{
                        c NaN
                        """);

        assertThat(metrics.sum("a_total")).hasValue(5);
        assertThat(metrics.sum("missing", "b")).hasValue(4.5);
        assertThat(metrics.sum("c")).isEmpty();
    }

    private void look(String json) throws Exception {
        List<BreakerSnapshot> seen = BreakerSnapshot.read(new ObjectMapper().readTree(json));
        history.look(seen, NANOS, NOW);
    }

    private static String breaker(String state, String events) {
        return "[{\"name\":\"payment\",\"state\":\"%s\",\"events\":[%s]}]".formatted(state, events);
    }

    private static String event(String time, String from, String to) {
        return "{\"type\":\"transition\",\"at\":\"2026-01-01T%sZ\",\"from\":\"%s\",\"to\":\"%s\"}"
                .formatted(time, from, to);
    }
}
