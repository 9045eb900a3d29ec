/**
 * Plays scenarios: warm-up, timed steps, actions on the services, timeline, and the HTTP interface.
 */
@NullMarked
package org.acme.workshop.scenario.run;

import org.jspecify.annotations.NullMarked;
