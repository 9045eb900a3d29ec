/** Charges and voids: the ledger, its rules and its HTTP contract. */
@NullMarked
package org.acme.gateway.charge;

import org.jspecify.annotations.NullMarked;
