/** A shop that only pretends: both lanes in memory, for tests of the control room. */
@NullMarked
package org.acme.workshop.fake;

import org.jspecify.annotations.NullMarked;
