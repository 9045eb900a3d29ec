/** Reserves stock for orders, and keeps tombstones of released reservations. */
@NullMarked
package org.acme.inventory.reservation;

import org.jspecify.annotations.NullMarked;
