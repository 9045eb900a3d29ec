/**
 * Limits request bodies in size, time and memory, and buffers them before a worker thread takes the
 * request.
 */
@NullMarked
package org.acme.chassis.body;

import org.jspecify.annotations.NullMarked;
