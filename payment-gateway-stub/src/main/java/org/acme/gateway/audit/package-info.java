/** The facts of the ledger, page by page, for an auditor. */
@NullMarked
package org.acme.gateway.audit;

import org.jspecify.annotations.NullMarked;
