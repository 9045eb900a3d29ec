package org.acme.workshop.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.acme.workshop.audit.OrderFile.Finding;
import org.acme.workshop.traffic.AnsweredKeys.AnsweredKey;

/**
 * Promises made to users that aren't found in the books yet. A promise leaves when its order is
 * seen, so only those on their way stay here, and those that were broken.
 */
final class KeyBook {

    private static final int MOST = 100_000;

    private final Map<String, AnsweredKey> unverified = new LinkedHashMap<>();
    private long verified;
    private long givenUp;

    void answered(AnsweredKey promise) {
        unverified.put(promise.orderId(), promise);
        if (unverified.size() > MOST) {
            Iterator<String> eldest = unverified.keySet().iterator();
            eldest.next();
            eldest.remove();
            givenUp++;
        }
    }

    /** An order is in the books, under that key. */
    void seen(String orderId, String key) {
        AnsweredKey promise = unverified.get(orderId);
        if (promise != null && promise.key().equals(key)) {
            unverified.remove(orderId);
            verified++;
        }
    }

    /** The promises made before {@code upTo}, up to where checkout's books have been read. */
    List<Finding> judge(Instant upTo) {
        List<Finding> found = new ArrayList<>();
        for (AnsweredKey promise : unverified.values()) {
            if (promise.at().isAfter(upTo)) {
                break; // in the order of their answers
            }
            found.add(
                    new Finding(
                            Invariant.ANSWERED_KEY_HAS_ORDER,
                            "key "
                                    + promise.key()
                                    + " was answered with order "
                                    + promise.orderId()
                                    + ", which is not in the books"));
        }
        return found;
    }

    int unverified() {
        return unverified.size();
    }

    long verified() {
        return verified;
    }

    long givenUp() {
        return givenUp;
    }
}
