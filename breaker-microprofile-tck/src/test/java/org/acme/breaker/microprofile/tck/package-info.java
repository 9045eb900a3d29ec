/** How the official test kit is run. */
@NullMarked
package org.acme.breaker.microprofile.tck;

import org.jspecify.annotations.NullMarked;
