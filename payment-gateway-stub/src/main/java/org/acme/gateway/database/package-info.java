/** The way to the ledger's database: its threads, its SQL, and whether it answers. */
@NullMarked
package org.acme.gateway.database;

import org.jspecify.annotations.NullMarked;
