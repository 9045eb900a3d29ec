/**
 * Applies the active leases to HTTP requests on the event loop, before a request reaches the
 * service.
 */
@NullMarked
package org.acme.fault.wire;

import org.jspecify.annotations.NullMarked;
