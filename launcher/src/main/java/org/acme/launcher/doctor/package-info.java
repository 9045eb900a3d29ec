/**
 * {@code ./demo doctor}: looks for what would keep the demo from running; uses nothing but the JDK.
 */
@NullMarked
package org.acme.launcher.doctor;

import org.jspecify.annotations.NullMarked;
