package org.acme.launcher.child;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Keeps the user's own environment from changing what the services do: Quarkus would take a stray
 * {@code QUARKUS_HTTP_PORT} or {@code DB_URL} for a setting.
 */
final class ChildEnvironment {

    private static final Pattern SETTING = Pattern.compile("(QUARKUS|SMALLRYE|MP|DB)_.*|.*_PORT");
    private static final Set<String> NAMES =
            Set.of("LANE", "CHECKOUT_PROTECTION", "PAYMENT_URL", "INVENTORY_URL", "FAULTS_ENABLED");

    private ChildEnvironment() {}

    /** Whether a variable of the launcher's environment is kept from its children. */
    static boolean isForeign(String variable) {
        return SETTING.matcher(variable).matches() || NAMES.contains(variable);
    }
}
