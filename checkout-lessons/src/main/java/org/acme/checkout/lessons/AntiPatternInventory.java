package org.acme.checkout.lessons;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.function.Function;
import org.acme.breaker.pipeline.Pipeline;
import org.acme.breaker.quarkus.pipeline.Pipelines;
import org.acme.checkout.inventory.InventoryClient;
import org.acme.checkout.inventory.InventoryConfig;
import org.acme.checkout.inventory.InventoryPolicy;
import org.acme.checkout.protection.CallPolicy;
import org.acme.checkout.protection.UnprotectedProfile;
import org.jspecify.annotations.Nullable;

/** Replaces the inventory policy, which has no knowledge of bad habits. */
@Singleton
@Alternative
@Priority(1)
class AntiPatternInventory extends InventoryPolicy {

    private final InventoryClient client;
    private final InventoryConfig config;
    private final Pipeline usual;
    private final UnprotectedProfile profile;
    private final Pipelines pipelines;
    private final ActiveAntiPatterns habits;

    AntiPatternInventory(
            InventoryClient client,
            InventoryConfig config,
            @Named("inventory") Pipeline usual,
            UnprotectedProfile profile,
            Pipelines pipelines,
            ActiveAntiPatterns habits) {
        super(client, config, usual, profile, pipelines);
        this.client = client;
        this.config = config;
        this.usual = usual;
        this.profile = profile;
        this.pipelines = pipelines;
        this.habits = habits;
    }

    @Override
    public <T> T forUsers(
            String kind, Function<InventoryClient, T> call, Function<String, T> fallback) {
        CallPolicy<InventoryClient> other = insteadOfThis();
        return other == null
                ? super.forUsers(kind, call, fallback)
                : other.forUsers(kind, call, fallback);
    }

    @Override
    public <T> T inBackground(Function<InventoryClient, T> call) {
        CallPolicy<InventoryClient> other = insteadOfThis();
        return other == null ? super.inBackground(call) : other.inBackground(call);
    }

    private @Nullable CallPolicy<InventoryClient> insteadOfThis() {
        AntiPatterns now = habits.now().towardsInventory();
        return now.isNone() || profile.isOn()
                ? null
                : AntiPatternPolicy.of(now, client, usual, profile.attempt(config), pipelines);
    }
}
