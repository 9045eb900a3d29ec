/** The same annotated calls for every implementation of the annotations. */
@NullMarked
package org.acme.benchmarks.annotations;

import org.jspecify.annotations.NullMarked;
