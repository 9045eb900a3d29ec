/**
 * Switches on bad habits for a limited time, so that a lesson can show their effect. No other
 * package depends on this one: without it, checkout is the same service.
 */
@NullMarked
package org.acme.checkout.habit;

import org.jspecify.annotations.NullMarked;
