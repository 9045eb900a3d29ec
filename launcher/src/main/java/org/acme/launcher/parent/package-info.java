/** Ends a process when the process that started it has ended and its standard input closes. */
@NullMarked
package org.acme.launcher.parent;

import org.jspecify.annotations.NullMarked;
