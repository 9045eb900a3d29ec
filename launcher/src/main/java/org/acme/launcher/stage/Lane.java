package org.acme.launcher.stage;

import java.util.Locale;

/** The two sides of the comparison. */
public enum Lane {
    PROTECTED,
    UNPROTECTED;

    /** As it's written in addresses, names and metrics. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
