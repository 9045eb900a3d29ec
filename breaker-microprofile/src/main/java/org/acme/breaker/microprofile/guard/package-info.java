/**
 * The parts around one method, in the order of the specification, and the calls that pass through
 * them.
 */
@NullMarked
package org.acme.breaker.microprofile.guard;

import org.jspecify.annotations.NullMarked;
