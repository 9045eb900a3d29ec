/**
 * Tests of the checkout protocol on virtual time: real rules and steps, and a network with faults.
 */
@NullMarked
package org.acme.simulation;

import org.jspecify.annotations.NullMarked;
