package org.acme.workshop.control;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds the live status of each of the last 300 seconds, as bytes that are ready to be sent.
 *
 * <p>All readers share one edition: a direct buffer with every status ("picture"), built for the
 * first reader after a new picture. A response is a slice of it, so 200 slow readers use no more
 * memory than one, and nothing is copied when it is written. An edition is freed when a newer one
 * has replaced it and its last reader has finished. Thread-safe.
 */
final class History {

    /** One picture a second. */
    static final int MOST_PICTURES = 300;

    /** The memory limit. A picture has about 4 KB; a few faults and alerts make it 20 KB. */
    static final int MOST_BYTES = 6 * 1024 * 1024;

    private static final ByteBuf OPENING = constant('[');
    private static final ByteBuf CLOSING = constant(']');

    private final int mostBytes;

    /** Guarded by this object's lock, like the fields below. */
    private final ArrayDeque<Picture> pictures = new ArrayDeque<>();

    private int bytes;
    private @Nullable Edition current;

    private record Picture(Instant at, byte[] json) {}

    /**
     * The buffer that all readers share until the next picture.
     *
     * @param all every picture, separated by commas, and the closing bracket
     * @param at when each picture was taken, oldest first
     * @param start where in the buffer each begins
     */
    private record Edition(ByteBuf all, List<Instant> at, int[] start) {

        ByteBuf after(Instant since) {
            int first = 0;
            while (first < start.length && !at.get(first).isAfter(since)) {
                first++;
            }
            if (first == start.length) {
                return Unpooled.wrappedUnmodifiableBuffer(OPENING, CLOSING);
            }
            int from = start[first];
            return Unpooled.wrappedUnmodifiableBuffer(
                    OPENING, all.retainedSlice(from, all.readableBytes() - from));
        }
    }

    History() {
        this(MOST_BYTES);
    }

    History(int mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** Adds the newest picture, and drops the oldest ones beyond the limits. */
    synchronized void add(Instant at, byte[] json) {
        pictures.addLast(new Picture(at, json));
        bytes += json.length;
        while (pictures.size() > MOST_PICTURES || bytes > mostBytes) {
            bytes -= pictures.removeFirst().json().length;
        }
        retire();
    }

    /**
     * Returns a JSON array of the pictures taken after {@code since}, oldest first. The caller must
     * release it.
     */
    synchronized ByteBuf after(Instant since) {
        Edition edition = current;
        if (edition == null) {
            edition = edition();
            current = edition;
        }
        return edition.after(since);
    }

    /** Frees the memory of the current edition once its readers have finished. */
    synchronized void close() {
        retire();
    }

    private void retire() {
        Edition edition = current;
        if (edition != null) {
            current = null;
            edition.all().release();
        }
    }

    private Edition edition() {
        ByteBuf all = Unpooled.directBuffer(bytes + pictures.size() + 1);
        List<Instant> at = new ArrayList<>(pictures.size());
        int[] start = new int[pictures.size()];
        for (Picture picture : pictures) {
            if (!at.isEmpty()) {
                all.writeByte(',');
            }
            start[at.size()] = all.writerIndex();
            at.add(picture.at());
            all.writeBytes(picture.json());
        }
        all.writeByte(']');
        return new Edition(all.asReadOnly(), at, start);
    }

    private static ByteBuf constant(char bracket) {
        ByteBuf one = Unpooled.directBuffer(1).writeByte(bracket).asReadOnly();
        return Unpooled.unreleasableBuffer(one);
    }
}
