package org.acme.workshop.control;

import io.netty.buffer.ByteBuf;

/**
 * A response with pictures that is about to be sent.
 *
 * @param pictures a JSON array, released by {@code done}
 * @param done runs once, when the last byte is written or the reader has disconnected
 */
record HistoryAnswer(ByteBuf pictures, Runnable done) {}
