@NullMarked
package org.acme.breaker.quarkus;

import org.jspecify.annotations.NullMarked;
