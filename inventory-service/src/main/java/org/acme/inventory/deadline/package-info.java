/** Callers who say how long they wait: what they wait for in vain isn't begun. */
@NullMarked
package org.acme.inventory.deadline;

import org.jspecify.annotations.NullMarked;
