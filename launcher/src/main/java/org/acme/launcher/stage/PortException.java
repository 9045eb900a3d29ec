package org.acme.launcher.stage;

/** A port can't be used as wished; the message is meant for the user. */
public final class PortException extends Exception {

    private static final long serialVersionUID = 1L;

    public PortException(String message) {
        super(message);
    }
}
