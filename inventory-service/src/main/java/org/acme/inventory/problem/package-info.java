/** What a caller hears when a request can't be served: problem documents (RFC 9457), and the strict reading of bodies. */
@NullMarked
package org.acme.inventory.problem;

import org.jspecify.annotations.NullMarked;
