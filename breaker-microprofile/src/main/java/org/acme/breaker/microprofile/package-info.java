/** The annotations of MicroProfile Fault Tolerance, implemented with breaker-lib. */
@NullMarked
package org.acme.breaker.microprofile;

import org.jspecify.annotations.NullMarked;
