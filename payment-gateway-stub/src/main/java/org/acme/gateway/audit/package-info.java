/** Publishes the facts of the ledger, page by page, for the auditor. */
@NullMarked
package org.acme.gateway.audit;

import org.jspecify.annotations.NullMarked;
