/** The way to PostgreSQL, and whether it answers. */
@NullMarked
package org.acme.inventory.database;

import org.jspecify.annotations.NullMarked;
