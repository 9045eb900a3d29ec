/** What {@code ./demo} starts: the command line. */
@NullMarked
package org.acme.launcher;

import org.jspecify.annotations.NullMarked;
