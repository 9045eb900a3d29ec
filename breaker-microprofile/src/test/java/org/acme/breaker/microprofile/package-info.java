@NullMarked
package org.acme.breaker.microprofile;

import org.jspecify.annotations.NullMarked;
