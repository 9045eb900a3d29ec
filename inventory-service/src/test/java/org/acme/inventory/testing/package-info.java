/** What the tests stand on: a real PostgreSQL, and products of their own. */
@NullMarked
package org.acme.inventory.testing;

import org.jspecify.annotations.NullMarked;
