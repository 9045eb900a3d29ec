/** Finishes the steps that a request left undone, in every replica, in the background. */
@NullMarked
package org.acme.checkout.settlement;

import org.jspecify.annotations.NullMarked;
