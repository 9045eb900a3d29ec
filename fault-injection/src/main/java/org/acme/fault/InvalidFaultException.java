package org.acme.fault;

import java.util.List;

/** A fault that can't be: all of its wrong fields. */
final class InvalidFaultException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem.FieldError> errors;

    InvalidFaultException(List<Problem.FieldError> errors) {
        super(errors.toString());
        this.errors = List.copyOf(errors);
    }

    List<Problem.FieldError> errors() {
        return errors;
    }
}
