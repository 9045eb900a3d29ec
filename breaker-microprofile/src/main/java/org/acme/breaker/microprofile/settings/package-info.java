/**
 * The settings of a method: what its annotations declare and what configuration overrides, checked.
 */
@NullMarked
package org.acme.breaker.microprofile.settings;

import org.jspecify.annotations.NullMarked;
