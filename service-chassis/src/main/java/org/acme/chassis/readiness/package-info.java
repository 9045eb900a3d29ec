/** Readiness from a sample of the database, which answers while everything else is stuck. */
@NullMarked
package org.acme.chassis.readiness;

import org.jspecify.annotations.NullMarked;
