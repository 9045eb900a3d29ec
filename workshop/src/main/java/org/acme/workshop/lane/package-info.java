/**
 * Defines the two lanes: the addresses of their services, requests to them, and their current
 * state.
 */
@NullMarked
package org.acme.workshop.lane;

import org.jspecify.annotations.NullMarked;
