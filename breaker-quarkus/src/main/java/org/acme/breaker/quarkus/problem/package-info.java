/** Answers requests whose call to another service was refused or took too long. */
@NullMarked
package org.acme.breaker.quarkus.problem;

import org.jspecify.annotations.NullMarked;
