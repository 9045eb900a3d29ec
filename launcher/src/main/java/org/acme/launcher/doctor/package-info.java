/** {@code ./demo doctor} finds what would prevent the demo from running; it uses only the JDK. */
@NullMarked
package org.acme.launcher.doctor;

import org.jspecify.annotations.NullMarked;
