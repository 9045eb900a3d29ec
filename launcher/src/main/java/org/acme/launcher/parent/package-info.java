/** Ties a process to the one that started it: when its standard input closes, it ends. */
@NullMarked
package org.acme.launcher.parent;

import org.jspecify.annotations.NullMarked;
