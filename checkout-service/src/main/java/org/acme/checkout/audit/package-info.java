/** Publishes the facts of all orders in the order of their changes, for the auditor. */
@NullMarked
package org.acme.checkout.audit;

import org.jspecify.annotations.NullMarked;
