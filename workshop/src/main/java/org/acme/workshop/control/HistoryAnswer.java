package org.acme.workshop.control;

import io.netty.buffer.ByteBuf;

/**
 * An answer with pictures that is about to be sent.
 *
 * @param pictures a JSON array, released by {@code done}
 * @param done is run once, when the last byte is written or the reader has gone
 */
record HistoryAnswer(ByteBuf pictures, Runnable done) {}
