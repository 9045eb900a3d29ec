/**
 * Calls the inventory service: requests, the meaning of its answers, and protection from its
 * failures.
 */
@NullMarked
package org.acme.checkout.inventory;

import org.jspecify.annotations.NullMarked;
