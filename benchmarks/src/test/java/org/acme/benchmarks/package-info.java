/** What is measured does what it is measured for. */
@NullMarked
package org.acme.benchmarks;

import org.jspecify.annotations.NullMarked;
