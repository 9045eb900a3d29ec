/** Connects to PostgreSQL, and checks whether it answers. */
@NullMarked
package org.acme.inventory.database;

import org.jspecify.annotations.NullMarked;
