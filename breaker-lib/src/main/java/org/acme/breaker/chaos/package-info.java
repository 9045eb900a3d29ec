/** Injects faults, latency and false results into a share of the calls, for experiments. */
@NullMarked
package org.acme.breaker.chaos;

import org.jspecify.annotations.NullMarked;
