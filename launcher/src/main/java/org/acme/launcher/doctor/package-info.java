/** Says what on this machine would keep the demo from running, and what to do about it. */
@NullMarked
package org.acme.launcher.doctor;

import org.jspecify.annotations.NullMarked;
