package org.acme.checkout.inventory;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.acme.checkout.remote.RemoteRules;

/** Makes calls to inventory obey its {@code Retry-After}. */
@Singleton
@Named("inventory")
class InventoryRules extends RemoteRules {}
