/** Faults that end by themselves: leases over HTTP, applied on the event loop before a request reaches the service. */
@NullMarked
package org.acme.fault;

import org.jspecify.annotations.NullMarked;
