package org.acme.gateway.charge;

/** Defines the format of order ids. */
final class OrderId {

    static final String PATTERN = "[A-Za-z0-9][A-Za-z0-9._:-]{0,63}";
    static final String MESSAGE =
            "must be 1 to 64 letters, digits, dots, colons, underscores or hyphens, beginning with a letter or digit";

    private OrderId() {}
}
