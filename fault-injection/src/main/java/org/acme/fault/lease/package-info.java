/** Holds the fault leases, and decides which requests they apply to. */
@NullMarked
package org.acme.fault.lease;

import org.jspecify.annotations.NullMarked;
