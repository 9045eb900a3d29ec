package org.acme.workshop.scenario.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.acme.workshop.ManualTicker;
import org.acme.workshop.alert.ToldAlerts;
import org.acme.workshop.lane.Lane;
import org.acme.workshop.scenario.file.Anchor;
import org.acme.workshop.scenario.file.Expectation;
import org.acme.workshop.scenario.judge.ExpectationResult.State;
import org.junit.jupiter.api.Test;

class AlertsJudgeTest {

    private static final Expectation.Alerts SHOWN =
            new Expectation.Alerts(
                    Lane.PROTECTED, "Late", true, Duration.ofSeconds(30), new Anchor.FaultBegins());
    private static final Expectation.Alerts ENDED =
            new Expectation.Alerts(
                    Lane.PROTECTED, "Late", false, Duration.ofSeconds(30), new Anchor.FaultEnds());

    private final ManualTicker ticker = new ManualTicker();
    private final RunClock clock = new RunClock(ticker, Instant.EPOCH, Duration.ZERO);
    private final Axis axis = new Axis(clock, Duration.ofSeconds(120), Duration.ofSeconds(5));
    private final ToldAlerts alertmanager = new ToldAlerts(ticker);
    private final AlertsJudge judge = new AlertsJudge(axis, alertmanager.board());

    private void pass(int seconds) {
        ticker.pass(Duration.ofSeconds(seconds));
    }

    private void faultFor(int seconds) {
        clock.faultBegan(clock.now(), clock.now() + Duration.ofSeconds(seconds).toNanos());
    }

    @Test
    void shownInTime_andEndedInTime() {
        faultFor(60);
        assertThat(judge.judge(SHOWN, false).state()).isEqualTo(State.WAITING);
        pass(13);
        alertmanager.fires("Late");
        assertThat(judge.judge(SHOWN, false)).isEqualTo(ExpectationResult.met("after 13 s"));

        pass(57);
        assertThat(judge.judge(ENDED, false).state()).isEqualTo(State.WAITING);
        alertmanager.ends("Late");

        assertThat(judge.judge(ENDED, false)).isEqualTo(ExpectationResult.met("after 10 s"));
    }

    @Test
    void whatWasTrue_staysTrue_whenTheBoardForgets() {
        faultFor(60);
        alertmanager.fires("Late");
        judge.judge(SHOWN, false);
        pass(600);

        assertThat(judge.judge(SHOWN, true).state()).isEqualTo(State.MET);
    }

    @Test
    void shownTooLate_isMissed() {
        faultFor(60);
        pass(31);
        alertmanager.fires("Late");

        assertThat(judge.judge(SHOWN, false)).isEqualTo(ExpectationResult.missed("after 31 s"));
    }

    @Test
    void neverShown_isMissed_atTheLatestAtTheEnd() {
        faultFor(60);
        pass(10);
        assertThat(judge.judge(SHOWN, true).state()).isEqualTo(State.MISSED);
        pass(30);

        assertThat(judge.judge(SHOWN, false).state()).isEqualTo(State.MISSED);
    }

    @Test
    void shownBeforeTheFault_provesNothing() {
        alertmanager.fires("Late");
        pass(5);
        faultFor(60);

        assertThat(judge.judge(SHOWN, false))
                .isEqualTo(ExpectationResult.missed("was already shown"));
    }

    @Test
    void anEarlierTrouble_isNoneOfThisRun() {
        alertmanager.fires("Late");
        alertmanager.ends("Late");
        pass(5);
        faultFor(60);

        assertThat(judge.judge(SHOWN, false).state()).isEqualTo(State.WAITING);
    }

    @Test
    void withoutAlertmanager_onlyAWarning() {
        faultFor(60);

        assertThat(new AlertsJudge(axis, ToldAlerts.byNobody(ticker)).judge(SHOWN, true))
                .isEqualTo(ExpectationResult.warned("no Alertmanager; docker compose starts one"));
    }
}
