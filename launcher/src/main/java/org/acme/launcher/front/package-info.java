/** What {@code ./demo} answers before anything is built; uses nothing but the JDK. */
@NullMarked
package org.acme.launcher.front;

import org.jspecify.annotations.NullMarked;
