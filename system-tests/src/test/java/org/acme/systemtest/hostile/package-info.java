/** Starts of {@code ./demo} on machines that are not as it would like them. */
@NullMarked
package org.acme.systemtest.hostile;

import org.jspecify.annotations.NullMarked;
