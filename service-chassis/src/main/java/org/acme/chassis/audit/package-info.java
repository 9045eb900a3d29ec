/**
 * Reading a service's books for an auditor: in the order of the changes, without missing one, on a
 * thread and a connection of their own.
 */
@NullMarked
package org.acme.chassis.audit;

import org.jspecify.annotations.NullMarked;
