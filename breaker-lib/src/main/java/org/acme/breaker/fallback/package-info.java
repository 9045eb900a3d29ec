/** What is answered where there is no answer. */
@NullMarked
package org.acme.breaker.fallback;

import org.jspecify.annotations.NullMarked;
