package org.acme.workshop.traffic;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.acme.workshop.Ticker;
import org.acme.workshop.lane.Lane;
import org.acme.workshop.lane.LanesConfig;
import org.acme.workshop.lane.Service;
import org.jboss.logging.Logger;

/**
 * Generates the traffic of both lanes: one thread that starts the same requests in both at the
 * scheduled times and never waits for a response.
 */
@Startup
@ApplicationScoped
public class Traffic {

    private static final Logger LOG = Logger.getLogger(Traffic.class);
    private static final long LONGEST_NAP = TimeUnit.MILLISECONDS.toNanos(200);

    private final Ticker ticker;
    private final TrafficConfig config;
    private final Catalogue catalogue;
    private final Map<Lane, LaneTraffic> lanes = new EnumMap<>(Lane.class);
    private final Crowd crowd;
    private final ArrivalSchedule schedule; // of the thread only
    private final Opening opening;
    private final Thread thread;
    private volatile Rate rate;
    private volatile boolean open = true;

    @Inject
    public Traffic(
            Vertx vertx,
            MeterRegistry registry,
            Ticker ticker,
            TrafficConfig config,
            LanesConfig addresses,
            Catalogue catalogue) {
        this.ticker = ticker;
        this.config = config;
        this.catalogue = catalogue;
        for (Lane lane : Lane.all()) {
            lanes.put(
                    lane,
                    new LaneTraffic(
                            vertx,
                            registry,
                            ticker,
                            config,
                            lane,
                            addresses.address(lane, Service.CHECKOUT)));
        }
        String prefix = "u-" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX) + "-";
        this.crowd = new Crowd(prefix, config.declinedShare(), config.seed());
        this.schedule = new ArrivalSchedule(ticker.nanos());
        this.opening = new Opening(config.opening());
        this.rate = new Rate(config.arrivalsPerSecond(), config.checkoutShare());
        this.thread = new Thread(this::run, "arrivals");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * The rate of arrivals.
     *
     * @param arrivalsPerSecond to each lane; 0 is a pause
     * @param checkoutShare 0 to 1; the other users look at a product
     */
    public record Rate(double arrivalsPerSecond, double checkoutShare) {}

    /** The state of the traffic as a whole. */
    public enum State {
        /** No product is known yet, so no request can be made. */
        WAITING("waiting"),
        /** The rate is 0. */
        IDLE("idle"),
        /** Users arrive. */
        RUNNING("running");

        private final String label;

        State(String label) {
            this.label = label;
        }

        /** The name in JSON. */
        public String label() {
            return label;
        }
    }

    /** Returns the traffic of a lane. */
    public LaneTraffic lane(Lane lane) {
        return Objects.requireNonNull(lanes.get(lane));
    }

    /** Returns the current rate. */
    public Rate rate() {
        return rate;
    }

    /** Changes the rate in both lanes. */
    public void change(Rate wanted) {
        opening.end();
        rate = wanted;
        LockSupport.unpark(thread);
    }

    /** Returns the state of the traffic. */
    public State state() {
        if (rate.arrivalsPerSecond() == 0) {
            return State.IDLE;
        }
        return catalogue.skus().isEmpty() ? State.WAITING : State.RUNNING;
    }

    /** Returns the arrivals that could not be sent, in both lanes, since the start. */
    public long dropped() {
        return lanes.values().stream().mapToLong(LaneTraffic::dropped).sum();
    }

    /** Returns how long users wait. */
    public java.time.Duration patience() {
        return config.patience();
    }

    private void run() {
        while (open) {
            try {
                LockSupport.parkNanos(this, Math.min(LONGEST_NAP, turn()));
            } catch (RuntimeException unexpected) {
                LOG.error("a request could not be started", unexpected);
            }
        }
    }

    /** Starts all requests that are due; returns the nanoseconds until the next. */
    private long turn() {
        Rate now = rate;
        List<String> skus = catalogue.skus();
        if (skus.isEmpty()) {
            catalogue.learn();
        }
        schedule.change(
                skus.isEmpty() ? 0 : now.arrivalsPerSecond() * opening.share(ticker.nanos()),
                ticker.nanos());
        long wait = schedule.nanosUntilNext(ticker.nanos());
        while (wait <= 0 && open) {
            Arrival arrival = crowd.next(schedule.take(), now.checkoutShare(), skus);
            for (LaneTraffic lane : lanes.values()) {
                lane.send(arrival);
            }
            wait = schedule.nanosUntilNext(ticker.nanos());
        }
        return wait;
    }

    @PreDestroy
    void close() {
        open = false;
        LockSupport.unpark(thread);
        lanes.values().forEach(LaneTraffic::close);
    }
}
