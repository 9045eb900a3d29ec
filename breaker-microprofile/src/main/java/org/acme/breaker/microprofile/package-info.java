/** The annotations of MicroProfile Fault Tolerance, carried out by breaker-lib. */
@NullMarked
package org.acme.breaker.microprofile;

import org.jspecify.annotations.NullMarked;
