/** All facts of this service in the order of their changes, for whoever checks the books. */
@NullMarked
package org.acme.inventory.audit;

import org.jspecify.annotations.NullMarked;
