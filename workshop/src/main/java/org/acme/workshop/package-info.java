/**
 * The control room: traffic for both lanes, live numbers, scenarios, the auditor. Talks HTTP only.
 */
@NullMarked
package org.acme.workshop;

import org.jspecify.annotations.NullMarked;
