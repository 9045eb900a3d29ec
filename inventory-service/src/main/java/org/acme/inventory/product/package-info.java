/** What can be bought, and how much of it is left. */
@NullMarked
package org.acme.inventory.product;

import org.jspecify.annotations.NullMarked;
