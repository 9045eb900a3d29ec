/** Selects the protected or the unprotected lane for this process. */
@NullMarked
package org.acme.checkout.protection;

import org.jspecify.annotations.NullMarked;
