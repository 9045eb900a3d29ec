package org.acme.chassis.problem;

/**
 * One wrong field of a request.
 *
 * @param field where it is: a path into the body such as {@code items[0].quantity}, the name of a
 *     header or parameter, or {@code body} for the whole body
 * @param message what is allowed, and what was sent instead
 */
public record FieldError(String field, String message) {}
