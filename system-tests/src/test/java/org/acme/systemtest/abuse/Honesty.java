package org.acme.systemtest.abuse;

import java.util.Random;
import org.acme.systemtest.abuse.Contract.Operation;

/**
 * Where a request is as it should be. What is wrong in one place only is looked at more closely
 * than what is wrong everywhere.
 *
 * @param wrong the only place that isn't: a parameter's number, or their count for the body; {@link
 *     #NOWHERE}, {@link #EVERYWHERE}
 * @param parameters how many the operation has
 */
record Honesty(int wrong, int parameters) {

    private static final int NOWHERE = -1;
    private static final int EVERYWHERE = -2;

    /** Nothing is wrong. */
    static final Honesty COMPLETE = new Honesty(NOWHERE, 0);

    static Honesty drawn(Random random, Operation operation) {
        int parameters = operation.parameters().size();
        int places = parameters + (operation.body().isMissingNode() ? 0 : 1);
        return switch (random.nextInt(4)) {
            case 0 -> COMPLETE;
            case 1 -> new Honesty(EVERYWHERE, parameters);
            default -> places == 0 ? COMPLETE : new Honesty(random.nextInt(places), parameters);
        };
    }

    boolean inParameter(int number) {
        return wrong != EVERYWHERE && wrong != number;
    }

    boolean inBody() {
        return wrong == NOWHERE || (wrong >= 0 && wrong < parameters);
    }
}
