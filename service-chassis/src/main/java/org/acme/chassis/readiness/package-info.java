/**
 * Reports readiness from samples of the database, so that it answers while all workers are blocked.
 */
@NullMarked
package org.acme.chassis.readiness;

import org.jspecify.annotations.NullMarked;
