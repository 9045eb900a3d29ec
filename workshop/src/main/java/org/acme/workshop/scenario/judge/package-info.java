/** Judges the expectations of a run on its time axis. */
@NullMarked
package org.acme.workshop.scenario.judge;

import org.jspecify.annotations.NullMarked;
