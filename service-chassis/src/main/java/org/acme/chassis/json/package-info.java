/**
 * Reads JSON strictly: a body becomes a valid record, or a problem that names every wrong field.
 */
@NullMarked
package org.acme.chassis.json;

import org.jspecify.annotations.NullMarked;
