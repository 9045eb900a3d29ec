package org.acme.checkout.order;

import java.util.List;
import org.acme.chassis.problem.ProblemException;

/** Reads the idempotency key of a checkout. */
final class IdempotencyKey {

    static final String HEADER = "Idempotency-Key";
    static final int MAX_LENGTH = 200;

    private IdempotencyKey() {}

    /** Returns the key; there must be exactly one, of printable ASCII. */
    static String read(List<String> headers) {
        if (headers.isEmpty() || headers.get(0).isBlank()) {
            throw wrong("is missing");
        }
        if (headers.size() > 1) {
            throw wrong("must be given once, but was given " + headers.size() + " times");
        }
        String key = headers.get(0).strip();
        if (key.length() > MAX_LENGTH) {
            throw wrong("must be at most " + MAX_LENGTH + " characters, but has " + key.length());
        }
        if (!key.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw wrong("must be printable ASCII without spaces");
        }
        return key;
    }

    private static ProblemException wrong(String message) {
        return ProblemException.invalid(HEADER, message);
    }
}
