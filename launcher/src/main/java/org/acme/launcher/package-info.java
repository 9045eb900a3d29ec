/** The command line of {@code ./demo}. */
@NullMarked
package org.acme.launcher;

import org.jspecify.annotations.NullMarked;
