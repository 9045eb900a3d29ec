@NullMarked
package org.acme.checkout;

import org.jspecify.annotations.NullMarked;
