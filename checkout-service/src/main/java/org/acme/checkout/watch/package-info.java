/** What must stay visible when all workers are stuck: readiness and gauges from samples. */
@NullMarked
package org.acme.checkout.watch;

import org.jspecify.annotations.NullMarked;
