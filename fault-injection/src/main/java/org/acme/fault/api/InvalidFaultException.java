package org.acme.fault.api;

import java.util.List;
import org.acme.chassis.problem.FieldError;

/** Thrown for an invalid fault; lists all wrong fields. */
final class InvalidFaultException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<FieldError> errors;

    InvalidFaultException(List<FieldError> errors) {
        super(errors.toString());
        this.errors = List.copyOf(errors);
    }

    List<FieldError> errors() {
        return errors;
    }
}
