/** The snapshot of what is for sale: it prices orders and stands in for inventory. */
@NullMarked
package org.acme.checkout.catalogue;

import org.jspecify.annotations.NullMarked;
