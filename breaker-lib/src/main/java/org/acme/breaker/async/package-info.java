/**
 * Answers of asynchronous calls: what every part builds its stage upon. Not exported by the module:
 * callers see a {@link java.util.concurrent.CompletableFuture}.
 */
@NullMarked
package org.acme.breaker.async;

import org.jspecify.annotations.NullMarked;
