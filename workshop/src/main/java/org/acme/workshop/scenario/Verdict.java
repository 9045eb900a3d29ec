package org.acme.workshop.scenario;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.acme.workshop.audit.LaneVerdict;
import org.acme.workshop.lane.Lane;
import org.acme.workshop.traffic.Operation;
import org.acme.workshop.traffic.SampleLog.Felt;
import org.jspecify.annotations.Nullable;

/** How a run ended, with the numbers behind it. */
record Verdict(
        boolean passed,
        String words,
        List<Numbers> numbers,
        List<Transition> breakers,
        List<LaneVerdict> audit) {

    /** What the users of an operation in a lane felt from t = 0 to the end. */
    record Numbers(Lane lane, Operation operation, Felt felt, long dropped) {}

    /** A breaker entered a state at t. */
    record Transition(Lane lane, String breaker, double t, String state, @Nullable String why) {}

    static Verdict without(String words) {
        return new Verdict(false, words, List.of(), List.of(), List.of());
    }

    /** How many expectations stand so. */
    static Map<Opinion.State, Integer> count(List<Opinion> opinions) {
        Map<Opinion.State, Integer> counts = new EnumMap<>(Opinion.State.class);
        for (Opinion.State state : Opinion.State.values()) {
            counts.put(state, 0);
        }
        opinions.forEach(opinion -> counts.merge(opinion.state(), 1, Integer::sum));
        return counts;
    }
}
