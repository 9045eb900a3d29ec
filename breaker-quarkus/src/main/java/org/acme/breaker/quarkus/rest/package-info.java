/** Tells breakers and retries what the responses and exceptions of a REST client mean. */
@NullMarked
package org.acme.breaker.quarkus.rest;

import org.jspecify.annotations.NullMarked;
