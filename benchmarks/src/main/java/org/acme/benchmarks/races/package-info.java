/** Races between two threads, run by jcstress on the real machine: who wins, and what is seen. */
@NullMarked
package org.acme.benchmarks.races;

import org.jspecify.annotations.NullMarked;
