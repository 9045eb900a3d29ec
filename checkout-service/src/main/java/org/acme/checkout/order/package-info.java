/** Places, stores and shows orders, each with its two facts. */
@NullMarked
package org.acme.checkout.order;

import org.jspecify.annotations.NullMarked;
