/**
 * Calls the payment gateway: requests, the meaning of its answers, and protection from its
 * failures.
 */
@NullMarked
package org.acme.checkout.payment;

import org.jspecify.annotations.NullMarked;
