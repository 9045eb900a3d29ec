package org.acme.systemtest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.acme.launcher.stage.PortException;
import org.acme.launcher.stage.Ports;

/**
 * Ports that stay free while their program is being restarted. The system hands out high ports to
 * whoever connects to something: a client that knocks at a dead service may be given that very
 * port, and the service can't come back. Nobody is given these.
 */
final class QuietPorts {

    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 31_000;
    private static final int TRIES = 100;
    private static final List<String> VARIABLES =
            List.of(
                    "CONTROL_ROOM_PORT",
                    "CHECKOUT_PROTECTED_PORT",
                    "CHECKOUT_UNPROTECTED_PORT",
                    "PAYMENT_PROTECTED_PORT",
                    "PAYMENT_UNPROTECTED_PORT",
                    "INVENTORY_PROTECTED_PORT",
                    "INVENTORY_UNPROTECTED_PORT",
                    "POSTGRES_PORT");

    private QuietPorts() {}

    /** Ports in a row that nobody uses at the moment. */
    static Ports find() throws PortException {
        for (int i = 0; i < TRIES; i++) {
            Ports ports = inARow(ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST));
            if (ports.taken().isEmpty()) {
                return ports;
            }
        }
        throw new IllegalStateException("no eight free ports in a row after " + TRIES + " tries");
    }

    private static Ports inARow(int first) throws PortException {
        Map<String, String> environment = new LinkedHashMap<>();
        for (String variable : VARIABLES) {
            environment.put(variable, Integer.toString(first + environment.size()));
        }
        return Ports.from(environment);
    }
}
