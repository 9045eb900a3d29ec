/** Restocking what runs low, each delivery a row in the ledger. */
@NullMarked
package org.acme.inventory.delivery;

import org.jspecify.annotations.NullMarked;
