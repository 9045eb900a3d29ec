/**
 * Keeps a snapshot of the products for sale: it prices orders, and is the fallback for inventory.
 */
@NullMarked
package org.acme.checkout.catalogue;

import org.jspecify.annotations.NullMarked;
