/**
 * Reads a service's books for an auditor: in the order of the changes, without missing one, on a
 * separate thread and connection.
 */
@NullMarked
package org.acme.chassis.audit;

import org.jspecify.annotations.NullMarked;
