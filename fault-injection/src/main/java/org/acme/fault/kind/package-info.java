/** Defines the kinds of faults: the effect of each on one request, on the request's event loop. */
@NullMarked
package org.acme.fault.kind;

import org.jspecify.annotations.NullMarked;
