/** Scenarios: files of timed steps and expectations, the runner that plays them, the verdict. */
@NullMarked
package org.acme.workshop.scenario;

import org.jspecify.annotations.NullMarked;
