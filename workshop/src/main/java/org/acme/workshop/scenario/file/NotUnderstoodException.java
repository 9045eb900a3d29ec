package org.acme.workshop.scenario.file;

/** A sentence of a scenario isn't understood; the message says which word and what is allowed. */
final class NotUnderstoodException extends Exception {

    private static final long serialVersionUID = 1L;

    NotUnderstoodException(String reason) {
        super(reason);
    }
}
