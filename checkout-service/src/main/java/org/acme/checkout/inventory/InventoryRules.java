package org.acme.checkout.inventory;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.acme.checkout.remote.RemoteRules;

/** The {@code Retry-After} of inventory is obeyed. */
@Singleton
@Named("inventory")
class InventoryRules extends RemoteRules {}
