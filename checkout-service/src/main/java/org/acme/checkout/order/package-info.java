/** An order: its two facts, how it is placed, kept and shown. */
@NullMarked
package org.acme.checkout.order;

import org.jspecify.annotations.NullMarked;
