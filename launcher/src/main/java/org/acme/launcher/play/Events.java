package org.acme.launcher.play;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.acme.launcher.play.LanesView.BreakerView;
import org.acme.launcher.play.LanesView.LaneView;
import org.acme.launcher.play.RunView.StepView;

/** Finds the changes between two readings: steps that were taken, breakers that changed. */
final class Events {

    private final Set<Integer> stepsSaid = new HashSet<>();
    private final Map<String, String> states = new HashMap<>();

    /** Returns one sentence for each step that has been taken since the last reading. */
    List<String> steps(RunView run) {
        List<String> news = new ArrayList<>();
        for (int i = 0; i < run.steps().size(); i++) {
            StepView step = run.steps().get(i);
            if (!step.state().equals("waiting") && stepsSaid.add(i)) {
                news.add(sentence(step));
            }
        }
        return news;
    }

    private static String sentence(StepView step) {
        return step.state().equals("failed")
                ? step.words() + " (failed: " + step.detail() + ")"
                : step.words();
    }

    /** Returns one sentence for each breaker whose state has changed since the last reading. */
    List<String> breakers(LanesView view) {
        List<String> news = new ArrayList<>();
        for (LaneView lane : view.lanes()) {
            for (BreakerView breaker : lane.breakers()) {
                String key = lane.lane() + "/" + breaker.name();
                String before = states.put(key, breaker.state());
                if (before != null && !before.equals(breaker.state())) {
                    news.add(sentence(lane, breaker));
                }
            }
        }
        return news;
    }

    private static String sentence(LaneView lane, BreakerView breaker) {
        String state = breaker.state().replace('_', '-');
        String why = breaker.why() == null ? "" : " (" + breaker.why() + ")";
        return "%s lane: breaker %s is %s%s".formatted(lane.lane(), breaker.name(), state, why);
    }
}
