package org.acme.breaker.redis.fleet;

import java.time.Duration;
import org.acme.breaker.BreakerState;
import org.acme.breaker.CircuitBreaker;
import org.acme.breaker.CircuitBreakerEvent.Transition;
import org.acme.breaker.Mode;
import org.acme.breaker.Reason;
import org.acme.breaker.Snapshot;
import org.acme.breaker.Ticker;
import org.acme.breaker.redis.fleet.Consensus.Phase;
import org.acme.breaker.redis.fleet.Opinion.WindowShare;
import org.jspecify.annotations.Nullable;

/**
 * One breaker in the eyes of the fleet: says what this replica thinks, and does what follows from
 * what the others think. Confined to the lock of its {@link FleetReplica}; no call of the breaker
 * comes here.
 *
 * <p>The rules: a breaker opens with the fleet, and while the fleet is open it probes only in its
 * own turn. It closes when another replica's probes have succeeded. What an operator did to this
 * replica by hand stands until it is reset here.
 */
final class FleetView {

    final CircuitBreaker breaker;
    private final FleetSettings settings;
    private final Ticker ticker;
    private final Requests requests = new Requests();

    /** The latest word of the store; its counters never go back. */
    private Consensus known;

    /** Whether this breaker takes part in the shared opening of the known epoch. */
    private boolean joined;

    /** Whether it is this replica's turn to probe, and how that turn ended. */
    private boolean holding;

    private @Nullable Turn outcome;

    /** The epoch whose shared opening this replica no longer follows. */
    private long left;

    /** Open by the windows of all: that is evidence, although the fleet opened it. */
    private boolean pooled;

    private long seenTransition;
    private long seenRejections;
    private boolean asking;
    private long askingSince;

    private boolean heard;
    private long appliedAction;
    private boolean overriddenByFleet;

    FleetView(CircuitBreaker breaker, FleetSettings settings, Ticker ticker) {
        this.breaker = breaker;
        this.settings = settings;
        this.ticker = ticker;
        this.known =
                new Consensus(0, Phase.NONE, 0, 0, "", 0, 0, FleetAction.NONE, WindowShare.NONE, 0);
        this.left = -1;
    }

    Consensus known() {
        return known;
    }

    boolean isHolding() {
        return holding;
    }

    Requests requests() {
        return requests;
    }

    /** What this replica says in the next report. */
    Opinion opinion() {
        watch();
        Snapshot now = breaker.snapshot();
        boolean open = now.state() == BreakerState.OPEN;
        boolean enforced = now.mode() == Mode.ENFORCED;
        pooled &= open;
        boolean rejecting = now.rejected() > seenRejections;
        seenRejections = now.rejected();
        boolean wants = joined && open && enforced && now.untilProbe().isZero() && rejecting;
        return new Opinion(
                breaker.name(),
                known.epoch(),
                joined,
                open && enforced && (pooled || isEvidence(now.reason())),
                now.untilProbe().toMillis(),
                turn(wants),
                known.term(),
                settings.pooled() && enforced && now.state() == BreakerState.CLOSED
                        ? new WindowShare(
                                now.counts().calls(),
                                now.counts().failures(),
                                now.counts().slowCalls())
                        : WindowShare.NONE,
                known.actionNumber(),
                known.action(),
                requests.id(),
                requests.action());
    }

    private Turn turn(boolean wants) {
        if (outcome != null) {
            return outcome;
        }
        if (holding) {
            return Turn.HELD;
        }
        if (wants && !asking) {
            askingSince = ticker.nanos();
        }
        asking = wants;
        return wants ? Turn.WANTED : Turn.NONE;
    }

    /** Whether a breaker that is open for this reason has seen the failures itself. */
    private static boolean isEvidence(@Nullable Reason reason) {
        return reason != null
                && reason.opens()
                && reason != Reason.FLEET_OPEN
                && reason != Reason.FORCED;
    }

    /** Does what follows from the store's word. */
    void apply(Consensus word, int votesNeeded) {
        watch();
        if (word.isOlderThan(known)) {
            return;
        }
        obey(word);
        boolean newEpoch = word.epoch() != known.epoch();
        boolean moved = newEpoch || word.term() != known.term();
        // Where the probes of this replica ended it, the breaker has closed by itself already.
        boolean endedByOthers =
                joined && newEpoch && word.phase() == Phase.CLOSED && outcome != Turn.SUCCEEDED;
        known = word.withActionOf(known);
        if (moved) {
            askingSince = ticker.nanos();
            holding = false;
            outcome = null;
        }
        switch (word.phase()) {
            case OPEN -> follow(word);
            case CLOSED, NONE -> {
                leave();
                if (endedByOthers) {
                    breaker.fleet().close();
                }
                considerPool(word, votesNeeded);
            }
        }
    }

    /** The store is silent: from now on this is a lone breaker. */
    void leave() {
        joined = false;
        holding = false;
        outcome = null;
        asking = false;
        breaker.fleet().holdProbes(Duration.ZERO);
    }

    private void follow(Consensus word) {
        if (isByHand() || word.epoch() == left) {
            leave();
            return;
        }
        joined = true;
        if (word.holder().equals(settings.replica())) {
            holding = true;
            breaker.fleet().holdProbes(Duration.ZERO);
            return;
        }
        holding = false;
        outcome = null;
        if (asking && ticker.nanos() - askingSince > settings.patience().toNanos()) {
            left = word.epoch();
            leave();
            return;
        }
        breaker.fleet().holdProbes(settings.hold());
        openWith(word);
    }

    /** Opens for as long as the fleet waits, never longer than this replica allows. */
    private void openWith(Consensus word) {
        Duration remaining = Duration.ofMillis(word.remainingMillis());
        Duration wait = settings.bounded(remaining);
        Snapshot now = breaker.snapshot();
        if (now.state() != BreakerState.OPEN
                || wait.compareTo(now.untilProbe().plus(settings.tick())) > 0) {
            breaker.fleet().open(wait);
        }
    }

    /** Opens where no replica has enough calls to judge by, and all of them together have. */
    private void considerPool(Consensus word, int votesNeeded) {
        Snapshot now = breaker.snapshot();
        boolean judges = settings.pooled() && now.state() == BreakerState.CLOSED;
        if (judges
                && now.mode() == Mode.ENFORCED
                && now.counts().calls() < breaker.config().minimumCalls()
                && word.failing() >= votesNeeded
                && Pool.isBad(breaker.config(), word.pool())) {
            pooled = breaker.fleet().open(settings.bounded(Pool.openWait(breaker.config())));
        }
    }

    /**
     * Carries out an action for the whole fleet, once, unless an override of this replica stands.
     */
    private void obey(Consensus word) {
        boolean first = !heard;
        heard = true;
        if (word.actionNumber() <= appliedAction || (isByHand() && !overriddenByFleet)) {
            return;
        }
        appliedAction = word.actionNumber();
        if (first && !word.action().isStanding()) {
            return;
        }
        word.action().on(breaker);
        watch();
        overriddenByFleet = word.action().isStanding();
    }

    private boolean isByHand() {
        BreakerState state = breaker.state();
        return state == BreakerState.FORCED_OPEN || state == BreakerState.DISABLED;
    }

    /** Looks at what happened to the breaker since the last look. */
    private void watch() {
        for (Transition transition : breaker.history()) {
            if (transition.sequence() > seenTransition) {
                seenTransition = transition.sequence();
                watch(transition);
            }
        }
    }

    private void watch(Transition transition) {
        switch (transition.reason()) {
            case PROBES_SUCCEEDED, HALF_OPEN_ENDED -> probed(Turn.SUCCEEDED);
            case PROBE_FAILED, PROBE_TIMEOUT -> probed(Turn.FAILED);
            case RESET, MANUAL_CLOSE -> stepAside();
            default -> {}
        }
        if (transition.to() == BreakerState.FORCED_OPEN
                || transition.to() == BreakerState.DISABLED) {
            stepAside();
        }
    }

    /**
     * An operator or the configuration decides here: the shared opening is not followed any more.
     */
    private void stepAside() {
        left = known.epoch();
        overriddenByFleet = false;
        leave();
    }

    private void probed(Turn how) {
        if (holding && outcome == null) {
            outcome = how;
        }
    }
}
