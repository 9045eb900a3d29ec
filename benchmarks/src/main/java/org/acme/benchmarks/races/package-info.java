/** Races between two threads, run by jcstress on the real machine. */
@NullMarked
package org.acme.benchmarks.races;

import org.jspecify.annotations.NullMarked;
