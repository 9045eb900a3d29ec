package org.acme.fault.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.acme.fault.kind.Fault;
import org.acme.fault.kind.FaultKind;
import org.acme.fault.kind.Hang;
import org.acme.fault.kind.Reset;
import org.junit.jupiter.api.Test;

class FaultRegistryTest {

    private final ManualTicker ticker = new ManualTicker();
    private final List<Runnable> planned = new ArrayList<>();
    private final FaultRegistry registry =
            new FaultRegistry(3, ticker, Clock.systemUTC(), (delay, action) -> plan(action));

    @Test
    void start_leasesStandInTheOrderOfTheirStart() throws Exception {
        FaultLease first = registry.start(spec(new Reset()));
        FaultLease second = registry.start(spec(new Hang(false)));

        assertThat(registry.active()).containsExactly(first, second);
        assertThat(registry.list()).containsExactly(first, second);
        assertThat(registry.find(second.id())).contains(second);
    }

    @Test
    void start_beyondTheLimit_isRefusedAndNamesTheSetting() throws Exception {
        for (int i = 0; i < 3; i++) {
            registry.start(spec(new Reset()));
        }

        assertThatThrownBy(() -> registry.start(spec(new Reset())))
                .isInstanceOf(TooManyFaultsException.class)
                .hasMessageContaining("3")
                .hasMessageContaining("faults.max-leases");
    }

    @Test
    void timer_endsItsLeaseOnly() throws Exception {
        FaultLease first = registry.start(spec(new Reset()));
        FaultLease second = registry.start(spec(new Reset()));

        planned.get(0).run();

        assertThat(registry.active()).containsExactly(second);
        assertThat(first.isOver()).isTrue();
        assertThat(second.isOver()).isFalse();
    }

    @Test
    void end_unknown_saysSo() {
        assertThat(registry.end("nobody")).isFalse();
    }

    @Test
    void end_active_forgetsTheTimer() throws Exception {
        FaultLease lease = registry.start(spec(new Reset()));

        assertThat(registry.end(lease.id())).isTrue();
        assertThat(registry.end(lease.id())).isFalse();
        assertThat(planned).isEmpty();
    }

    @Test
    void endAll_leavesNone() throws Exception {
        FaultLease lease = registry.start(spec(new Reset()));
        registry.start(spec(new Reset()));

        registry.endAll();

        assertThat(registry.active()).isEmpty();
        assertThat(lease.isOver()).isTrue();
        assertThat(planned).isEmpty();
    }

    /** What a restart leaves: a registry that was built anew, in the same process even. */
    @Test
    void restart_forgetsEveryLease() throws Exception {
        FaultLease before = registry.start(spec(new Reset()));
        assertThat(before.applies(FakeRequest.post("/charges"))).isNotNull();

        FaultRegistry restarted =
                new FaultRegistry(3, ticker, Clock.systemUTC(), (delay, action) -> plan(action));

        assertThat(restarted.active()).isEmpty();
        assertThat(restarted.find(before.id())).isEmpty();
        assertThat(restarted.appliedOf(FaultKind.RESET).sum()).isZero();
    }

    @Test
    void countActive_countsByKindAndLeavesOutWhatIsOver() throws Exception {
        registry.start(spec(new Reset()));
        registry.start(spec(new Hang(true)));

        assertThat(registry.countActive(FaultKind.RESET)).isEqualTo(1);
        assertThat(registry.countActive(FaultKind.LATENCY)).isZero();

        ticker.advance(Duration.ofMinutes(1));
        assertThat(registry.countActive(FaultKind.RESET)).isZero();
        assertThat(registry.list()).isEmpty();
    }

    private Runnable plan(Runnable action) {
        planned.add(action);
        return () -> planned.remove(action);
    }

    private static FaultSpec spec(Fault fault) {
        return new FaultSpec(fault, RequestMatch.EVERYTHING, 1, Duration.ofMinutes(1), null, 0);
    }
}
