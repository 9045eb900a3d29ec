/** Prevents pages of other origins from changing anything in the control room. */
@NullMarked
package org.acme.workshop.origin;

import org.jspecify.annotations.NullMarked;
