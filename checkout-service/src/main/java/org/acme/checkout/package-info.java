/** Takes orders and never loses one. Each package below is a feature. */
@NullMarked
package org.acme.checkout;

import org.jspecify.annotations.NullMarked;
