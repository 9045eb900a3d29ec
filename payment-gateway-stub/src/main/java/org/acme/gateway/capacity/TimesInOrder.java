package org.acme.gateway.capacity;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/**
 * Validates that the shortest time, median and longest time are in order, and present if the shape
 * needs them.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = TimesInOrder.Validator.class)
@interface TimesInOrder {

    /** Never shown: each wrong field has its own message. */
    String message() default "times must be in order";

    /** Required by Bean Validation. */
    Class<?>[] groups() default {};

    /** Required by Bean Validation. */
    Class<? extends Payload>[] payload() default {};

    /** Reports the field that is wrong. */
    final class Validator implements ConstraintValidator<TimesInOrder, CapacityChange> {

        @Override
        public boolean isValid(CapacityChange change, ConstraintValidatorContext context) {
            context.disableDefaultConstraintViolation();
            boolean isRange = isInOrder(change.minMillis(), change.maxMillis());
            if (!isRange) {
                wrong("maxMillis", "must be at least minMillis", context);
            }
            String median = wrongMedian(change);
            if (median != null) {
                wrong("medianMillis", median, context);
            }
            return isRange && median == null;
        }

        private static @Nullable String wrongMedian(CapacityChange change) {
            boolean isGiven = change.medianMillis() != null;
            return switch (change.shape() == null ? "uniform" : change.shape()) {
                case "uniform" ->
                        isGiven ? "belongs to the shapes exponential and log-normal" : null;
                case "exponential", "log-normal" -> isGiven ? wrongPlace(change) : "is missing";
                default -> null; // the unknown shape is reported elsewhere
            };
        }

        private static @Nullable String wrongPlace(CapacityChange change) {
            boolean isInside =
                    isInOrder(change.minMillis(), change.medianMillis())
                            && isInOrder(change.medianMillis(), change.maxMillis());
            return isInside ? null : "must be from minMillis to maxMillis";
        }

        /** Missing fields are reported elsewhere. */
        private static boolean isInOrder(@Nullable Integer less, @Nullable Integer more) {
            return less == null || more == null || less <= more;
        }

        private static void wrong(
                String field, String message, ConstraintValidatorContext context) {
            context.buildConstraintViolationWithTemplate(message)
                    .addPropertyNode(field)
                    .addConstraintViolation();
        }
    }
}
