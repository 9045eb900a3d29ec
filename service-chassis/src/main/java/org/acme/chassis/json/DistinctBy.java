package org.acme.chassis.json;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Validates that no two records of a list have the same value in one component; nulls are not
 * compared.
 */
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = DistinctBy.Validator.class)
public @interface DistinctBy {

    /** The name of the component. */
    String value();

    /** The name of the list, for the message. */
    String in();

    /** Not used: every repetition has its own message. */
    String message() default "must be distinct";

    /** Required by Bean Validation. */
    Class<?>[] groups() default {};

    /** Required by Bean Validation. */
    Class<? extends Payload>[] payload() default {};

    /** Reports every repetition, and the position of the first value. */
    final class Validator implements ConstraintValidator<DistinctBy, List<? extends Record>> {

        private String component = "";
        private String list = "";

        @Override
        public void initialize(DistinctBy constraint) {
            component = constraint.value();
            list = constraint.in();
        }

        @Override
        public boolean isValid(
                @Nullable List<? extends @Nullable Record> records,
                ConstraintValidatorContext context) {
            context.disableDefaultConstraintViolation();
            Map<Object, Integer> first = new HashMap<>();
            boolean distinct = true;
            for (int i = 0; records != null && i < records.size(); i++) {
                Object value = valueOf(records.get(i));
                Integer before = value == null ? null : first.putIfAbsent(value, i);
                if (before != null) {
                    distinct = false;
                    context.buildConstraintViolationWithTemplate(
                                    "is in %s[%d] already".formatted(list, before))
                            .addPropertyNode(component)
                            .inIterable()
                            .atIndex(i)
                            .addConstraintViolation();
                }
            }
            return distinct;
        }

        private @Nullable Object valueOf(@Nullable Record item) {
            if (item == null) {
                return null;
            }
            try {
                Method accessor = item.getClass().getDeclaredMethod(component);
                accessor.setAccessible(true);
                return accessor.invoke(item);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("no component " + component, e);
            }
        }
    }
}
