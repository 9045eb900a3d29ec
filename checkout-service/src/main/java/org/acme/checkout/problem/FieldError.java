package org.acme.checkout.problem;

/**
 * One wrong field of a request.
 *
 * @param field where it stands, such as {@code items[0].quantity}, or {@code body} for the whole
 * @param message what is allowed and what came instead
 */
public record FieldError(String field, String message) {}
