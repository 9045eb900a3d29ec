/**
 * Writes errors as problem documents (RFC 9457); the only place that turns exceptions into them.
 */
@NullMarked
package org.acme.chassis.problem;

import org.jspecify.annotations.NullMarked;
