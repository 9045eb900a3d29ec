/** How much the gateway can do at once, and how long it takes. */
@NullMarked
package org.acme.gateway.capacity;

import org.jspecify.annotations.NullMarked;
