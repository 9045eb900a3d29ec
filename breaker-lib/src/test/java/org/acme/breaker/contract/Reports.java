package org.acme.breaker.contract;

import java.util.ArrayList;
import java.util.List;
import org.acme.breaker.CallListener;
import org.acme.breaker.CallOutcome;
import org.acme.breaker.RejectionReason;
import org.acme.breaker.hedge.HedgeOutcome;
import org.acme.breaker.retry.RetryOutcome;

/** What the parts of one history told their listeners. */
final class Reports implements CallListener {

    final List<CallOutcome> outcomes = new ArrayList<>();
    final List<RetryOutcome> retries = new ArrayList<>();
    final List<HedgeOutcome> hedges = new ArrayList<>();
    final List<String> fallbacks = new ArrayList<>();
    int rejected;

    private final Runnable manners;

    /**
     * @param manners what each listener does after it has taken note
     */
    Reports(Runnable manners) {
        this.manners = manners;
    }

    @Override
    public void onCall(CallOutcome outcome, long durationNanos) {
        outcomes.add(outcome);
        manners.run();
    }

    @Override
    public void onRejected(RejectionReason reason, boolean enforced) {
        rejected++;
        manners.run();
    }

    void onRetry(RetryOutcome outcome) {
        retries.add(outcome);
        manners.run();
    }

    void onHedge(HedgeOutcome outcome) {
        hedges.add(outcome);
        manners.run();
    }

    void onFallback(String kind) {
        fallbacks.add(kind);
        manners.run();
    }

    long retried() {
        return retries.stream().filter(RetryOutcome.RETRIED::equals).count();
    }

    long hedged() {
        return hedges.stream().filter(HedgeOutcome.HEDGED::equals).count();
    }

    @Override
    public String toString() {
        return "breaker "
                + outcomes
                + ", rejected "
                + rejected
                + ", retry "
                + retries
                + ", hedge "
                + hedges
                + ", fallback "
                + fallbacks;
    }
}
