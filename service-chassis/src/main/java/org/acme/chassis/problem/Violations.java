package org.acme.chassis.problem;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Turns broken constraints of Bean Validation into wrong fields, ordered by field. */
public final class Violations {

    private Violations() {}

    /** Those of an object, or of the parameters of a resource method. */
    public static List<FieldError> of(Set<? extends ConstraintViolation<?>> violations) {
        return violations.stream()
                .map(violation -> new FieldError(field(violation), violation.getMessage()))
                .sorted(Comparator.comparing(FieldError::field))
                .toList();
    }

    private static String field(ConstraintViolation<?> violation) {
        StringBuilder text = new StringBuilder();
        Path.MethodNode method = null;
        for (Path.Node node : violation.getPropertyPath()) {
            if (node.getKind() == ElementKind.METHOD) {
                method = node.as(Path.MethodNode.class);
            } else if (node.getKind() == ElementKind.PARAMETER && method != null) {
                int index = node.as(Path.ParameterNode.class).getParameterIndex();
                text.append(sentAs(violation.getRootBeanClass(), method, index));
            } else {
                append(text, node);
            }
        }
        return text.length() == 0 ? "body" : text.toString();
    }

    private static void append(StringBuilder text, Path.Node node) {
        if (node.getIndex() != null) {
            text.append('[').append(node.getIndex()).append(']');
        }
        boolean named = node.getName() != null && node.getKind() == ElementKind.PROPERTY;
        if (named) {
            text.append(text.length() == 0 ? "" : ".").append(node.getName());
        }
    }

    /** The name by which the caller sends a parameter; empty for the body. */
    private static String sentAs(Class<?> resource, Path.MethodNode method, int index) {
        Class<?>[] types = method.getParameterTypes().toArray(Class<?>[]::new);
        for (Class<?> type = resource; type != null; type = type.getSuperclass()) {
            try {
                Method found = type.getDeclaredMethod(method.getName(), types);
                for (Annotation annotation : found.getParameterAnnotations()[index]) {
                    if (annotation instanceof HeaderParam header) {
                        return header.value();
                    } else if (annotation instanceof QueryParam query) {
                        return query.value();
                    } else if (annotation instanceof PathParam path) {
                        return path.value();
                    }
                }
            } catch (NoSuchMethodException inherited) {
                continue;
            }
        }
        return "";
    }
}
