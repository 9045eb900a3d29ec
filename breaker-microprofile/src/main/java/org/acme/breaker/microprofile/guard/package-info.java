/**
 * The parts around one method, in the order of the specification, and calls on their way through.
 */
@NullMarked
package org.acme.breaker.microprofile.guard;

import org.jspecify.annotations.NullMarked;
