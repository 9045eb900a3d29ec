@NullMarked
package org.acme.breaker.microprofile.fallback;

import org.jspecify.annotations.NullMarked;
