package org.acme.checkout.testing;

import static java.util.Map.entry;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Gives a test its own schema, gateway and inventory, and lets it misuse the latter two. */
public class Neighbours implements QuarkusTestResourceLifecycleManager {

    private static final String PATIENT = "3s";

    private @Nullable FakeGateway gateway;
    private @Nullable FakeInventory inventory;

    @Override
    public Map<String, String> start() {
        FakeGateway newGateway = new FakeGateway();
        FakeInventory newInventory = new FakeInventory();
        gateway = newGateway;
        inventory = newInventory;
        String schema = "q_" + UUID.randomUUID().toString().replace("-", "");
        return Map.ofEntries(
                entry("quarkus.datasource.jdbc.url", TestPostgres.url()),
                entry("quarkus.datasource.username", "postgres"),
                entry("quarkus.datasource.password", "postgres"),
                entry("quarkus.datasource.jdbc.acquisition-timeout", "30S"),
                entry("DB_SCHEMA", schema),
                entry("checkout.payment.url", newGateway.url()),
                entry("checkout.inventory.url", newInventory.url()),
                // A busy test machine is slow, and the demo's 250 ms aren't what is tested.
                entry("checkout.payment.connect-timeout", PATIENT),
                entry("checkout.payment.attempt-timeout", PATIENT),
                entry("checkout.inventory.connect-timeout", PATIENT),
                entry("checkout.inventory.attempt-timeout", PATIENT),
                entry("breaker.payment.deadline", "9s"),
                entry("breaker.inventory.deadline", "9s"));
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
