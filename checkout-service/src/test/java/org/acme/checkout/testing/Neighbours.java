package org.acme.checkout.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Gives a test its own schema, gateway and inventory, and lets it misuse the latter two. */
public class Neighbours implements QuarkusTestResourceLifecycleManager {

    private @Nullable FakeGateway gateway;
    private @Nullable FakeInventory inventory;

    @Override
    public Map<String, String> start() {
        FakeGateway newGateway = new FakeGateway();
        FakeInventory newInventory = new FakeInventory();
        gateway = newGateway;
        inventory = newInventory;
        String schema = "q_" + UUID.randomUUID().toString().replace("-", "");
        return Map.of(
                "quarkus.datasource.jdbc.url",
                TestPostgres.url(),
                "quarkus.datasource.username",
                "postgres",
                "quarkus.datasource.password",
                "postgres",
                "DB_SCHEMA",
                schema,
                "checkout.payment.url",
                newGateway.url(),
                "checkout.inventory.url",
                newInventory.url());
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(gateway, new TestInjector.MatchesType(FakeGateway.class));
        injector.injectIntoFields(inventory, new TestInjector.MatchesType(FakeInventory.class));
    }

    @Override
    public void stop() {
        if (gateway != null) {
            gateway.close();
        }
        if (inventory != null) {
            inventory.close();
        }
    }
}
