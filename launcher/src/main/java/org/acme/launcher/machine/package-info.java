/** Checks of the machine that need only the JDK: ports, folder names, failures. */
@NullMarked
package org.acme.launcher.machine;

import org.jspecify.annotations.NullMarked;
