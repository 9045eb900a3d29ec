/** The deadline of the caller: a request that it has passed is not begun. */
@NullMarked
package org.acme.chassis.deadline;

import org.jspecify.annotations.NullMarked;
