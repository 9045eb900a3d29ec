/**
 * What the annotations of a method say, what configuration says instead, and whether it makes
 * sense.
 */
@NullMarked
package org.acme.breaker.microprofile.settings;

import org.jspecify.annotations.NullMarked;
