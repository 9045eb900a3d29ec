/** What stands under {@code breaker.} in the configuration: read, inherited, checked. */
@NullMarked
package org.acme.breaker.quarkus.config;

import org.jspecify.annotations.NullMarked;
