/** Mistakes of callers, told as problem documents (RFC 9457). */
@NullMarked
package org.acme.workshop.problem;

import org.jspecify.annotations.NullMarked;
