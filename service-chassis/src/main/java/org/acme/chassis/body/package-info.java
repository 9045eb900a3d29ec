/**
 * Request bodies: bounded in size, time and memory, and whole before a worker thread takes the
 * request.
 */
@NullMarked
package org.acme.chassis.body;

import org.jspecify.annotations.NullMarked;
