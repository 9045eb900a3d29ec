package org.acme.inventory.product;

import java.util.regex.Pattern;

/** Defines the format of stock keeping units: {@code TEA-001}. */
public final class Sku {

    /** The same pattern as the database's constraint. */
    public static final String PATTERN = "[A-Z]{2,8}-[0-9]{3,6}";

    private static final Pattern COMPILED = Pattern.compile(PATTERN);

    private Sku() {}

    /** Whether this text could be a stock keeping unit at all. */
    public static boolean isWellFormed(String text) {
        return COMPILED.matcher(text).matches();
    }
}
