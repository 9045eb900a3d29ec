/** The answers of {@code ./demo} before anything is built; uses only the JDK. */
@NullMarked
package org.acme.launcher.front;

import org.jspecify.annotations.NullMarked;
