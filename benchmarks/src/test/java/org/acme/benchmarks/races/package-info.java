/** Runs the races, deep. */
@NullMarked
package org.acme.benchmarks.races;

import org.jspecify.annotations.NullMarked;
