/** Faults with an end: which requests a lease applies to, and which leases are active. */
@NullMarked
package org.acme.fault.lease;

import org.jspecify.annotations.NullMarked;
