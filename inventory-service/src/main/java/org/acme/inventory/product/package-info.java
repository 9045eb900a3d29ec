/** Reads products and changes their stock. */
@NullMarked
package org.acme.inventory.product;

import org.jspecify.annotations.NullMarked;
