/** What can be asked of the machine with nothing but the JDK: ports, folder names, failures. */
@NullMarked
package org.acme.launcher.machine;

import org.jspecify.annotations.NullMarked;
