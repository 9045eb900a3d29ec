/** Measures breaker-lib beside its peers, all in the same run. */
@NullMarked
package org.acme.benchmarks;

import org.jspecify.annotations.NullMarked;
