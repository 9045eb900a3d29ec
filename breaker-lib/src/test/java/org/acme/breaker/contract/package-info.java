/** Proves the contract of asynchronous and blocking calls by random histories on simulated time. */
@NullMarked
package org.acme.breaker.contract;

import org.jspecify.annotations.NullMarked;
