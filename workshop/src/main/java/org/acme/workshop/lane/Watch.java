package org.acme.workshop.lane;

import io.quarkus.runtime.Startup;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.acme.workshop.Ticker;

/** Reads the state of both lanes once a second. */
@Startup
@ApplicationScoped
public class Watch {

    private final Vertx vertx;
    private final Map<Lane, LaneWatch> lanes = new EnumMap<>(Lane.class);
    private final long timer;

    @Inject
    public Watch(Vertx vertx, ServiceClient services, Ticker ticker, LanesConfig config) {
        this.vertx = vertx;
        for (Lane lane : Lane.all()) {
            lanes.put(lane, new LaneWatch(lane, services, ticker));
        }
        this.timer =
                vertx.setPeriodic(
                        config.pollInterval().toMillis(),
                        id -> lanes.values().forEach(LaneWatch::look));
    }

    /** Returns the last reading of a lane. */
    public LaneSnapshot sight(Lane lane) {
        return watch(lane).sight();
    }

    /** Returns the state changes of a lane's breakers. */
    public BreakerHistory breakers(Lane lane) {
        return watch(lane).history();
    }

    /** Returns the readings of a lane. */
    public LaneHistory looks(Lane lane) {
        return watch(lane).looks();
    }

    private LaneWatch watch(Lane lane) {
        return Objects.requireNonNull(lanes.get(lane));
    }

    @PreDestroy
    void close() {
        vertx.cancelTimer(timer);
    }
}
