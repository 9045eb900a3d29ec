@NullMarked
package org.acme.breaker.microprofile.guard;

import org.jspecify.annotations.NullMarked;
