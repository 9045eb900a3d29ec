/**
 * Health that answers while everything else is stuck: readiness, and the state of the database from
 * a sample.
 */
@NullMarked
package org.acme.chassis.health;

import org.jspecify.annotations.NullMarked;
