/** Methods that return a {@code Uni}. Loaded only where there is one. */
@NullMarked
package org.acme.breaker.microprofile.mutiny;

import org.jspecify.annotations.NullMarked;
