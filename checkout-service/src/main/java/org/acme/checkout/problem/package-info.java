/** Errors as problem documents (RFC 9457), and the only place that turns exceptions into them. */
@NullMarked
package org.acme.checkout.problem;

import org.jspecify.annotations.NullMarked;
