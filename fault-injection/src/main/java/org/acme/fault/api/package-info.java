/** {@code /faults}: reads, starts, shows and ends leases. */
@NullMarked
package org.acme.fault.api;

import org.jspecify.annotations.NullMarked;
