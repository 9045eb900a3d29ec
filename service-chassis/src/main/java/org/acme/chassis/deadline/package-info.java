/** Obeys the caller's deadline: a request is not started after it. */
@NullMarked
package org.acme.chassis.deadline;

import org.jspecify.annotations.NullMarked;
