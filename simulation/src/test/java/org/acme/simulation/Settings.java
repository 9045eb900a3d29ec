package org.acme.simulation;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.acme.checkout.catalogue.CatalogueConfig;
import org.acme.checkout.inventory.InventoryConfig;
import org.acme.checkout.order.OrderConfig;
import org.acme.checkout.payment.PaymentConfig;
import org.acme.checkout.protection.ProtectionConfig;
import org.acme.checkout.protection.UnprotectedProfile;
import org.acme.checkout.remote.RemoteClients;

/** Checkout's own default settings, for both lanes. */
final class Settings {

    private static final SmallRyeConfig PROTECTED = read("on");
    private static final SmallRyeConfig UNPROTECTED = read("off");

    static final CatalogueConfig CATALOGUE = PROTECTED.getConfigMapping(CatalogueConfig.class);
    static final OrderConfig ORDER = PROTECTED.getConfigMapping(OrderConfig.class);
    static final PaymentConfig PAYMENT = PROTECTED.getConfigMapping(PaymentConfig.class);
    static final InventoryConfig INVENTORY = PROTECTED.getConfigMapping(InventoryConfig.class);

    /** Nothing here is sent over HTTP. */
    private static final RemoteClients NO_CLIENTS = new RemoteClients(new SimpleMeterRegistry());

    private Settings() {}

    static UnprotectedProfile profile(boolean isProtected) {
        SmallRyeConfig config = isProtected ? PROTECTED : UNPROTECTED;
        return new UnprotectedProfile(config.getConfigMapping(ProtectionConfig.class), NO_CLIENTS);
    }

    private static SmallRyeConfig read(String protection) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .addDefaultInterceptors()
                .withDefaultValues(
                        Map.of(
                                "checkout.protection", protection,
                                "checkout.payment.url", "http://gateway.invalid",
                                "checkout.inventory.url", "http://inventory.invalid"))
                .withMapping(CatalogueConfig.class)
                .withMapping(OrderConfig.class)
                .withMapping(PaymentConfig.class)
                .withMapping(InventoryConfig.class)
                .withMapping(ProtectionConfig.class)
                .build();
    }
}
