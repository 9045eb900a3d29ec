/** A payment gateway to break. */
@NullMarked
package org.acme.gateway;

import org.jspecify.annotations.NullMarked;
