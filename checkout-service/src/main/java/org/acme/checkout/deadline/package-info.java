/** Obeys the deadline that callers send: work whose result nobody will use is not started. */
@NullMarked
package org.acme.checkout.deadline;

import org.jspecify.annotations.NullMarked;
