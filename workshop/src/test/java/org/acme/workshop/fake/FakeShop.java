package org.acme.workshop.fake;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Map;
import org.acme.workshop.lane.Lane;
import org.jspecify.annotations.Nullable;

/** Both pretended lanes, and the control room's configuration that points at them. */
public final class FakeShop implements QuarkusTestResourceLifecycleManager {

    /** The token that the control room sends to breakers; they don't want one unless told so. */
    public static final String TOKEN = "room-7d1f0c55";

    private @Nullable Vertx vertx;
    private final Map<Lane, FakeLane> lanes = new HashMap<>();

    @Override
    public Map<String, String> start() {
        Vertx ownVertx = Vertx.vertx();
        vertx = ownVertx;
        Map<String, String> config = new HashMap<>();
        for (Lane lane : Lane.all()) {
            FakeLane fake = new FakeLane(ownVertx, lane == Lane.PROTECTED);
            lanes.put(lane, fake);
            for (String service : new String[] {"checkout", "payment", "inventory"}) {
                config.put(
                        "lanes." + lane.label() + "." + service,
                        "http://127.0.0.1:" + fake.port(service));
            }
        }
        config.put("lanes.poll-interval", "200ms");
        config.put("lanes.admin-token", TOKEN);
        config.put("traffic.patience", "3s");
        config.put("audit.final-for", "500ms");
        config.put("audit.interval", "100ms");
        config.put("audience.port", "0");
        config.put("audience.host", "127.0.0.1");
        config.put("audience.max-streams", "2");
        config.put("audience.idle-timeout", "5s");
        config.put("scenarios.directory", "src/test/resources/scenarios");
        return config;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(
                lanes,
                field ->
                        field.getName().equals("shop")
                                && Map.class.isAssignableFrom(field.getType()));
    }

    @Override
    public void stop() {
        Vertx running = vertx;
        if (running != null) {
            running.close().toCompletionStage().toCompletableFuture().join();
        }
    }
}
