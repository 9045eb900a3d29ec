/** The inventory: products, stock, deliveries and reservations; one package for each feature. */
@NullMarked
package org.acme.inventory;

import org.jspecify.annotations.NullMarked;
