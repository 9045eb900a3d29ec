package org.acme.checkout.settlement;

import java.util.EnumSet;
import java.util.Set;
import org.acme.checkout.order.NextStep;

/** The service that a step calls. */
enum Dependency {
    PAYMENT,
    INVENTORY;

    Set<NextStep> steps() {
        return switch (this) {
            case PAYMENT -> EnumSet.of(NextStep.CHARGE, NextStep.VOID);
            case INVENTORY -> EnumSet.of(NextStep.RESERVE, NextStep.RELEASE);
        };
    }

    static Dependency of(NextStep step) {
        return switch (step) {
            case CHARGE, VOID -> PAYMENT;
            case RESERVE, RELEASE -> INVENTORY;
        };
    }
}
