/** The users: the same arrivals to both lanes at a constant rate, and what those users felt. */
@NullMarked
package org.acme.workshop.traffic;

import org.jspecify.annotations.NullMarked;
