/** Measures breaker-lib and its peers in the same run. */
@NullMarked
package org.acme.benchmarks;

import org.jspecify.annotations.NullMarked;
