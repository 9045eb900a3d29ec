package org.acme.launcher.stage;

import java.util.Locale;

/** What a lane consists of. */
public enum Role {
    CHECKOUT("checkout-lessons", 160),
    PAYMENT("payment-gateway-stub", 96),
    INVENTORY("inventory-service", 96);

    private final String module;
    private final int heapMegabytes;

    Role(String module, int heapMegabytes) {
        this.module = module;
        this.heapMegabytes = heapMegabytes;
    }

    /** The folder that it's built in. */
    public String module() {
        return module;
    }

    int heapMegabytes() {
        return heapMegabytes;
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
