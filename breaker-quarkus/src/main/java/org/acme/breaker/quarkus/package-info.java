/**
 * breaker-lib as a Quarkus citizen. {@code pipeline} is what applications inject, {@code config} what
 * they write in {@code application.properties}; {@code metrics}, {@code admin} and {@code health} are
 * how they watch and operate.
 */
@NullMarked
package org.acme.breaker.quarkus;

import org.jspecify.annotations.NullMarked;
