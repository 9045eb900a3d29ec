/** Parameters of paths and queries that every service reads in the same way. */
@NullMarked
package org.acme.chassis.parameter;

import org.jspecify.annotations.NullMarked;
