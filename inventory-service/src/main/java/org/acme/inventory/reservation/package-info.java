/** Stock held for orders, and the tombstones of what was released. */
@NullMarked
package org.acme.inventory.reservation;

import org.jspecify.annotations.NullMarked;
