/** The inventory service: what we ask it, what its answers mean, and how we are protected from it. */
@NullMarked
package org.acme.checkout.inventory;

import org.jspecify.annotations.NullMarked;
