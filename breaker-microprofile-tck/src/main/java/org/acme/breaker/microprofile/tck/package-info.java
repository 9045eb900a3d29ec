/** How the official test kit is run, and what it has to say in the end. */
@NullMarked
package org.acme.breaker.microprofile.tck;

import org.jspecify.annotations.NullMarked;
