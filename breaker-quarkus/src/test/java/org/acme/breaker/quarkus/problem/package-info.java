@NullMarked
package org.acme.breaker.quarkus.problem;

import org.jspecify.annotations.NullMarked;
