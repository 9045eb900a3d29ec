/** Simulates the limited capacity of a bank. */
@NullMarked
package org.acme.gateway.capacity;

import org.jspecify.annotations.NullMarked;
