/** The auditor: reads the books of all services and judges whether they balance. */
@NullMarked
package org.acme.workshop.audit;

import org.jspecify.annotations.NullMarked;
