/** The facts of all orders in the order of their changes, for whoever checks the books. */
@NullMarked
package org.acme.checkout.audit;

import org.jspecify.annotations.NullMarked;
