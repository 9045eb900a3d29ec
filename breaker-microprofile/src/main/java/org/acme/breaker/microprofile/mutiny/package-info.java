/** Support for methods that return a {@code Uni}. Loaded only if Mutiny is present. */
@NullMarked
package org.acme.breaker.microprofile.mutiny;

import org.jspecify.annotations.NullMarked;
