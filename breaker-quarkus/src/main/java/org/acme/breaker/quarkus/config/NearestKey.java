package org.acme.breaker.quarkus.config;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Suggests the intended key: the candidate with the fewest letters to change. */
final class NearestKey {

    private NearestKey() {}

    /** Returns the closest candidate; empty if none is similar to {@code written}. */
    static Optional<String> to(String written, Collection<String> candidates) {
        return candidates.stream()
                .min(
                        Comparator.comparingInt((String key) -> distance(written, key))
                                .thenComparing(Comparator.naturalOrder()))
                .filter(key -> distance(written, key) <= Math.max(3, key.length() / 2));
    }

    /** Counts the letters to insert, delete, replace or swap with their neighbour. */
    static int distance(String from, String to) {
        int[] beforeLast = new int[to.length() + 1];
        int[] last = new int[to.length() + 1];
        int[] row = new int[to.length() + 1];
        Arrays.setAll(last, column -> column);
        for (int i = 1; i <= from.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                boolean same = from.charAt(i - 1) == to.charAt(j - 1);
                int changed = last[j - 1] + (same ? 0 : 1);
                row[j] = Math.min(changed, 1 + Math.min(row[j - 1], last[j]));
                if (isSwap(from, i, to, j)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            int[] spare = beforeLast;
            beforeLast = last;
            last = row;
            row = spare;
        }
        return last[to.length()];
    }

    private static boolean isSwap(String from, int i, String to, int j) {
        return i > 1
                && j > 1
                && from.charAt(i - 1) == to.charAt(j - 2)
                && from.charAt(i - 2) == to.charAt(j - 1);
    }
}
