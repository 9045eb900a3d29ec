package org.acme.launcher.play;

import java.util.List;
import java.util.Map;
import org.acme.launcher.play.LanesView.BreakerView;
import org.acme.launcher.play.LanesView.FaultView;
import org.acme.launcher.play.LanesView.LaneView;
import org.acme.launcher.play.LanesView.OperationView;
import org.acme.launcher.play.RunView.StepView;

/** Examples of what the control room says. */
final class Views {

    private Views() {}

    static LaneView healthy(String lane) {
        return new LaneView(
                lane,
                new OperationView(100.0, 84.2),
                new OperationView(100.0, 9.0),
                List.of(new BreakerView("payment", "closed", null)),
                0,
                List.of(),
                Map.of());
    }

    static LaneView open() {
        return new LaneView(
                "protected",
                new OperationView(99.97, 612.0),
                new OperationView(100.0, 9.4),
                List.of(
                        new BreakerView("inventory", "closed", null),
                        new BreakerView("payment", "open", "failure rate 100 %")),
                120,
                List.of(new FaultView("payment", "hang")),
                Map.of());
    }

    static LaneView collapsed() {
        return new LaneView(
                "unprotected",
                new OperationView(3.25, 5_000.0),
                new OperationView(12.0, 4_900.0),
                List.of(),
                null,
                List.of(new FaultView("payment", "hang")),
                Map.of());
    }

    static RunView run(String state, StepView... steps) {
        return new RunView(
                "r-1", "payment-hang", "A title", state, 2, List.of(steps), List.of(), null);
    }
}
