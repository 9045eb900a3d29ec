/** Takes orders and never loses one: each package below is a feature, none of them a layer. */
@NullMarked
package org.acme.checkout;

import org.jspecify.annotations.NullMarked;
