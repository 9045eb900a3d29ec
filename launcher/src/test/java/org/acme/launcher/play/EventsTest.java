package org.acme.launcher.play;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.acme.launcher.play.RunView.StepView;
import org.junit.jupiter.api.Test;

class EventsTest {

    private final Events events = new Events();

    @Test
    void step_isSaidOnce_whenItIsTaken() {
        StepView waiting = new StepView(15, "payment hangs", "waiting", null);
        StepView done = new StepView(15, "payment hangs", "done", null);

        assertThat(events.steps(Views.run("running", waiting))).isEmpty();
        assertThat(events.steps(Views.run("running", done))).containsExactly("payment hangs");
        assertThat(events.steps(Views.run("running", done))).isEmpty();
    }

    @Test
    void stepThatFailed_saysWhy() {
        StepView failed = new StepView(15, "payment hangs", "failed", "connection refused");

        assertThat(events.steps(Views.run("running", failed)))
                .containsExactly("payment hangs (failed: connection refused)");
    }

    @Test
    void breaker_isSaidWhenItChanges() {
        LanesView closed = new LanesView(List.of(Views.healthy("protected")));
        LanesView open = new LanesView(List.of(Views.open()));

        assertThat(events.breakers(closed)).isEmpty();
        assertThat(events.breakers(open))
                .containsExactly("protected lane: breaker payment is open (failure rate 100 %)");
        assertThat(events.breakers(open)).isEmpty();
        assertThat(events.breakers(closed))
                .containsExactly("protected lane: breaker payment is closed");
    }

    @Test
    void firstLook_isNoNews() {
        assertThat(events.breakers(new LanesView(List.of(Views.open())))).isEmpty();
    }
}
