/** Errors as problem documents (RFC 9457), and the one place that turns exceptions into them. */
@NullMarked
package org.acme.chassis.problem;

import org.jspecify.annotations.NullMarked;
