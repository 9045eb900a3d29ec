package org.acme.checkout.inventory;

import io.smallrye.config.ConfigMapping;
import org.acme.checkout.remote.RemoteConfig;

/** Where inventory is and how long an attempt may take. */
@ConfigMapping(prefix = "checkout.inventory")
public interface InventoryConfig extends RemoteConfig {}
