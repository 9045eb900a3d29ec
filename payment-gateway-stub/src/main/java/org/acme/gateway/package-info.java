/** A payment gateway with a simulated bank, into which faults can be injected. */
@NullMarked
package org.acme.gateway;

import org.jspecify.annotations.NullMarked;
