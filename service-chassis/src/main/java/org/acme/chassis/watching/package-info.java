/** Serves monitoring on the event loop, so that it answers while every worker thread is busy. */
@NullMarked
package org.acme.chassis.watching;

import org.jspecify.annotations.NullMarked;
