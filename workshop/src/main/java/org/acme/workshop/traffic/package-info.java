/**
 * Generates the users' traffic: the same arrivals to both lanes at a constant rate, with latencies
 * and outcomes.
 */
@NullMarked
package org.acme.workshop.traffic;

import org.jspecify.annotations.NullMarked;
