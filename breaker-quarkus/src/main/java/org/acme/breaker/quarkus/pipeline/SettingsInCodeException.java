package org.acme.breaker.quarkus.pipeline;

/**
 * Thrown if a breaker can't be changed at run time because its settings are in code or in an
 * annotation.
 */
public final class SettingsInCodeException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    SettingsInCodeException(String name) {
        super(
                "the settings of breaker '"
                        + name
                        + "' are in code or in an annotation, not under breaker.: change them"
                        + " there");
    }
}
