/**
 * Switches on anti-patterns for a limited time, so that a lesson can show their effect. Only the
 * demo's build adds this module: checkout-service does not know it. The HTTP path {@code /habits},
 * the metric {@code habit.active} and the keys of scenario files keep the older word, because they
 * are public.
 */
@NullMarked
package org.acme.checkout.lessons;

import org.jspecify.annotations.NullMarked;
