/** Whether the gateway can do its work. */
@NullMarked
package org.acme.gateway.health;

import org.jspecify.annotations.NullMarked;
