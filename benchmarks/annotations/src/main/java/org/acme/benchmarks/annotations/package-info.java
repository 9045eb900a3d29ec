/** The same annotated calls, whoever carries the annotations out. */
@NullMarked
package org.acme.benchmarks.annotations;

import org.jspecify.annotations.NullMarked;
