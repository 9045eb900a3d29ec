/** Tests of what several parts are built upon: answers and windows. */
@NullMarked
package org.acme.breaker.internal;

import org.jspecify.annotations.NullMarked;
