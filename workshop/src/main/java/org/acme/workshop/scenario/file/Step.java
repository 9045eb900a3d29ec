package org.acme.workshop.scenario.file;

import java.time.Duration;
import java.util.List;
import org.acme.workshop.lane.Lane;
import org.acme.workshop.lane.Service;
import org.jspecify.annotations.Nullable;

/** An action of the runner at a given time of a run. */
public sealed interface Step {

    /** Returns the time of the step, counted from t = 0. */
    Duration at();

    /** Describes the step for the audience. */
    String words();

    /** Returns what the audience should look at; null if there is no note. */
    default @Nullable String note() {
        return null;
    }

    /** Returns the step itself, without its note. */
    default Step bare() {
        return this;
    }

    /** Passes it to the method for its kind. */
    <X extends Exception> void by(Actions<X> actions) throws X, InterruptedException;

    /** Has one method for each kind of step, so that a new kind must be handled. */
    interface Actions<X extends Exception> {

        void inject(Inject step) throws X, InterruptedException;

        void endFaults(EndFaults step) throws X, InterruptedException;

        void changeRate(ChangeRate step) throws X, InterruptedException;

        void resetBreakers(ResetBreakers step) throws X, InterruptedException;

        void change(Change step) throws X, InterruptedException;

        void usual(Usual step) throws X, InterruptedException;
    }

    /** A step with a note for the audience. */
    record Noted(Step bare, String note) implements Step {
        @Override
        public Duration at() {
            return bare.at();
        }

        @Override
        public String words() {
            return bare.words();
        }

        @Override
        public <X extends Exception> void by(Actions<X> actions) throws X, InterruptedException {
            bare.by(actions);
        }
    }

    /**
     * Injects a fault.
     *
     * @param json the body for the stub's {@code POST /faults}
     * @param lasts after this time the fault ends by itself
     */
    record Inject(
            Duration at,
            Service service,
            List<Lane> lanes,
            String kind,
            Duration lasts,
            String json)
            implements Step {
        @Override
        public String words() {
            String where =
                    lanes.size() == 1
                            ? "in the %s lane".formatted(lanes.get(0).label())
                            : "in both lanes";
            return "%s: %s for %s %s"
                    .formatted(service.label(), kind, Format.seconds(lasts), where);
        }

        @Override
        public <X extends Exception> void by(Actions<X> actions) throws X, InterruptedException {
            actions.inject(this);
        }
    }

    /** Ends every fault. */
    record EndFaults(Duration at) implements Step {
        @Override
        public String words() {
            return "end all faults";
        }

        @Override
        public <X extends Exception> void by(Actions<X> actions) throws X, InterruptedException {
            actions.endFaults(this);
        }
    }

    /** Changes the arrival rate of users in both lanes. */
    record ChangeRate(Duration at, double arrivalsPerSecond) implements Step {
        @Override
        public String words() {
            return Format.plain(arrivalsPerSecond) + " arrivals/s from now on";
        }

        @Override
        public <X extends Exception> void by(Actions<X> actions) throws X, InterruptedException {
            actions.changeRate(this);
        }
    }

    /** Closes all breakers with empty windows. */
    record ResetBreakers(Duration at) implements Step {
        @Override
        public String words() {
            return "reset all breakers";
        }

        @Override
        public <X extends Exception> void by(Actions<X> actions) throws X, InterruptedException {
            actions.resetBreakers(this);
        }
    }

    /**
     * Changes a setting of a service for the rest of the run.
     *
     * @param setting the setting, which knows how to restore it
     * @param json what to send
     */
    record Change(Duration at, Setting setting, List<Lane> lanes, String json, String words)
            implements Step {
        @Override
        public <X extends Exception> void by(Actions<X> actions) throws X, InterruptedException {
            actions.change(this);
        }
    }

    /** Restores a setting that an earlier step has changed. */
    record Usual(Duration at, Setting setting) implements Step {
        @Override
        public String words() {
            return setting.words() + " restored";
        }

        @Override
        public <X extends Exception> void by(Actions<X> actions) throws X, InterruptedException {
            actions.usual(this);
        }
    }
}
