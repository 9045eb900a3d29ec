package org.acme.inventory.problem;

/**
 * One wrong field of a request.
 *
 * @param field where it is: a path into the body such as {@code items[0].quantity}, the name of a path or query
 *     parameter, or {@code body} for the whole
 * @param message what is allowed and what came instead
 */
public record FieldError(String field, String message) {}
