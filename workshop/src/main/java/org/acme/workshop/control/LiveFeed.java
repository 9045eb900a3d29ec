package org.acme.workshop.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads the status of both lanes once a second ("picture"), keeps those of the last five minutes,
 * and sends each to all viewers. A picture is serialized once for all viewers; a slow viewer misses
 * pictures instead of queueing them.
 */
@Startup
@ApplicationScoped
class LiveFeed {

    private static final Logger LOG = Logger.getLogger(LiveFeed.class);
    private static final int MOST_VIEWERS = 200;
    private static final long INTERVAL_MILLIS = 1000;

    private final Vertx vertx;
    private final LiveStatus board;
    private final ObjectMapper json;
    private final Set<MultiEmitter<? super String>> viewers = ConcurrentHashMap.newKeySet();
    private final History history = new History();
    private final long timer;

    /** Written once a second, read by every new viewer. */
    private volatile @Nullable String latest;

    @Inject
    LiveFeed(Vertx vertx, LiveStatus board, ObjectMapper json) {
        this.vertx = vertx;
        this.board = board;
        this.json = json;
        this.timer = vertx.setPeriodic(INTERVAL_MILLIS, id -> takePicture());
    }

    /** Returns the stream of pictures, beginning with the latest one. */
    Multi<String> pictures() {
        return Multi.createFrom()
                .emitter(
                        viewer -> {
                            viewer.onTermination(() -> viewers.remove(viewer));
                            viewers.add(viewer);
                            String known = latest;
                            if (known != null) {
                                viewer.emit(known);
                            }
                        },
                        BackPressureStrategy.LATEST);
    }

    /** Whether one more viewer is allowed. */
    boolean hasRoom() {
        return viewers.size() < MOST_VIEWERS;
    }

    /** Returns the pictures of the last five minutes. */
    History history() {
        return history;
    }

    private void takePicture() {
        try {
            LiveView now = board.now();
            String picture = json.writeValueAsString(now);
            history.add(now.at(), picture.getBytes(StandardCharsets.UTF_8));
            latest = picture;
            viewers.forEach(viewer -> viewer.emit(picture));
        } catch (JsonProcessingException | RuntimeException unexpected) {
            LOG.error("no picture was sent this second", unexpected);
        }
    }

    @PreDestroy
    void close() {
        vertx.cancelTimer(timer);
        viewers.forEach(MultiEmitter::complete);
        history.close();
    }
}
