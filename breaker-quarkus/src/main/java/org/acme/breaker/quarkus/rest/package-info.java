/** What the REST client's answers and exceptions mean to a breaker and a retry. */
@NullMarked
package org.acme.breaker.quarkus.rest;

import org.jspecify.annotations.NullMarked;
