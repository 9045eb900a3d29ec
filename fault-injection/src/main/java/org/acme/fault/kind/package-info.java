/** Kinds of faults: what each does to one request, on the request's event loop. */
@NullMarked
package org.acme.fault.kind;

import org.jspecify.annotations.NullMarked;
