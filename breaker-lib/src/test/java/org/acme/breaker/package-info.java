/** The breaker's rule book: one class for each state, one for each part of the contract. */
@NullMarked
package org.acme.breaker;

import org.jspecify.annotations.NullMarked;
