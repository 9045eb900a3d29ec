/** The rules of the package of the same name. */
@NullMarked
package org.acme.breaker.pipeline;

import org.jspecify.annotations.NullMarked;
