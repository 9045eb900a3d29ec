/** Refills products that run low; each delivery is a row in the ledger. */
@NullMarked
package org.acme.inventory.delivery;

import org.jspecify.annotations.NullMarked;
