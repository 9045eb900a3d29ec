/** Publishes all facts of this service in the order of their changes, for the auditor. */
@NullMarked
package org.acme.inventory.audit;

import org.jspecify.annotations.NullMarked;
