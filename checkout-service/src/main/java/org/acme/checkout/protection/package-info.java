/** Whether this process is the protected or the unprotected lane. */
@NullMarked
package org.acme.checkout.protection;

import org.jspecify.annotations.NullMarked;
