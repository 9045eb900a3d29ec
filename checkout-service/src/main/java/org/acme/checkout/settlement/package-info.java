/** Finishes what a request had to leave unfinished, in every replica, in the background. */
@NullMarked
package org.acme.checkout.settlement;

import org.jspecify.annotations.NullMarked;
