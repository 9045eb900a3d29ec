/** Fallbacks of failed methods: a handler, or another method. */
@NullMarked
package org.acme.breaker.microprofile.fallback;

import org.jspecify.annotations.NullMarked;
