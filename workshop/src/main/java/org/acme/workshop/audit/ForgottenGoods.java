package org.acme.workshop.audit;

/**
 * Of the orders that were put away, those whose goods were held: 8 bytes an order, so that stock can
 * be added up although the orders themselves are gone. An open-addressed table of 64-bit hashes.
 * Bounded; not thread-safe.
 */
final class ForgottenGoods {

    private static final long EMPTY = 0;
    private static final int FIRST_SIZE = 1024;

    private final int most;
    private long[] table = new long[FIRST_SIZE];
    private int size;
    private boolean overflowed;

    ForgottenGoods(int most) {
        this.most = most;
    }

    void add(String orderId) {
        if (size >= most) {
            overflowed = true;
            return;
        }
        if ((size + 1) * 2 > table.length) {
            long[] old = table;
            table = new long[old.length * 2];
            for (long hash : old) {
                if (hash != EMPTY) {
                    table[slot(hash)] = hash;
                }
            }
        }
        int slot = slot(hash(orderId));
        size += table[slot] == EMPTY ? 1 : 0;
        table[slot] = hash(orderId);
    }

    boolean contains(String orderId) {
        return table[slot(hash(orderId))] != EMPTY;
    }

    /** Whether some could not be remembered, so that "not contained" means nothing any more. */
    boolean overflowed() {
        return overflowed;
    }

    private int slot(long hash) {
        int slot = (int) hash & (table.length - 1);
        while (table[slot] != EMPTY && table[slot] != hash) {
            slot = (slot + 1) & (table.length - 1);
        }
        return slot;
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
