/** Connects to the ledger's database: threads, SQL and readiness. */
@NullMarked
package org.acme.gateway.database;

import org.jspecify.annotations.NullMarked;
