/** Serves the control room's HTTP API and its page. */
@NullMarked
package org.acme.workshop.control;

import org.jspecify.annotations.NullMarked;
