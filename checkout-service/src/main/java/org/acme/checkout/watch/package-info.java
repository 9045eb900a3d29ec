/** Publishes health and gauges from samples, so that they work while all workers are blocked. */
@NullMarked
package org.acme.checkout.watch;

import org.jspecify.annotations.NullMarked;
