/** What answers where a method has failed: a handler, or another method. */
@NullMarked
package org.acme.breaker.microprofile.fallback;

import org.jspecify.annotations.NullMarked;
