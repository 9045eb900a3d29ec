package org.acme.workshop.audit;

/**
 * A set of ids that keeps a 64-bit hash of each: an open-addressed table of 16 to 32 bytes an id.
 * Two different ids have the same hash once in 2^64 pairs. Not thread-safe.
 */
final class HashedIds {

    private static final long EMPTY = 0;
    private static final int FIRST_SIZE = 1024;

    private long[] table = new long[FIRST_SIZE];
    private int size;

    int size() {
        return size;
    }

    void add(String id) {
        if ((size + 1) * 2 > table.length) {
            grow();
        }
        long hash = hash(id);
        int slot = slot(hash);
        size += table[slot] == EMPTY ? 1 : 0;
        table[slot] = hash;
    }

    /** Removes an id and returns whether it was there. */
    boolean remove(String id) {
        int slot = slot(hash(id));
        if (table[slot] == EMPTY) {
            return false;
        }
        table[slot] = EMPTY;
        size--;
        closeGapAfter(slot);
        return true;
    }

    /** Moves hashes up to the next gap that were displaced by the removed one. */
    private void closeGapAfter(int gap) {
        int next = next(gap);
        while (table[next] != EMPTY) {
            long hash = table[next];
            table[next] = EMPTY;
            table[slot(hash)] = hash;
            next = next(next);
        }
    }

    private void grow() {
        long[] old = table;
        table = new long[old.length * 2];
        for (long hash : old) {
            if (hash != EMPTY) {
                table[slot(hash)] = hash;
            }
        }
    }

    /** Returns the slot of this hash, or the empty slot where it belongs. */
    private int slot(long hash) {
        int slot = (int) hash & (table.length - 1);
        while (table[slot] != EMPTY && table[slot] != hash) {
            slot = next(slot);
        }
        return slot;
    }

    private int next(int slot) {
        return (slot + 1) & (table.length - 1);
    }

    /** FNV-1a, finished as in SplitMix64 so that the low bits depend on all of them. */
    private static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
        hash ^= hash >>> 31;
        return hash == EMPTY ? 1 : hash;
    }
}
