package org.acme.checkout.inventory;

import io.smallrye.config.ConfigMapping;
import org.acme.checkout.remote.RemoteConfig;

/** The address of inventory and the timeouts of an attempt. */
@ConfigMapping(prefix = "checkout.inventory")
public interface InventoryConfig extends RemoteConfig {}
