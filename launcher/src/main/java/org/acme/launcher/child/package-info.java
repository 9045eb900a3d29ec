/**
 * Starts child processes so that they watch their parent, restarts them after crashes, and stops
 * them in order.
 */
@NullMarked
package org.acme.launcher.child;

import org.jspecify.annotations.NullMarked;
