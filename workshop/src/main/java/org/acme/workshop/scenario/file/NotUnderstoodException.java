package org.acme.workshop.scenario.file;

/**
 * Thrown for an expectation that can't be parsed; the message names the wrong word and what is
 * allowed.
 */
final class NotUnderstoodException extends Exception {

    private static final long serialVersionUID = 1L;

    NotUnderstoodException(String reason) {
        super(reason);
    }
}
