package org.acme.breaker.microprofile.settings;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * An annotation that applies to a method of a bean.
 *
 * @param annotation what is written
 * @param type which annotation it is
 * @param place where it is written, as configuration keys name it: {@code Class/method} or {@code
 *     Class}
 */
record Written<A extends Annotation>(A annotation, Class<A> type, String place) {

    /** Finds the annotation of the method, or else that of the bean class or its superclasses. */
    static <A extends Annotation> @Nullable Written<A> find(
            Class<A> type, Class<?> beanClass, Method method) {
        A onMethod = method.getAnnotation(type);
        if (onMethod != null) {
            String place = method.getDeclaringClass().getName() + "/" + method.getName();
            return new Written<>(onMethod, type, place);
        }
        for (Class<?> c = beanClass; c != null; c = c.getSuperclass()) {
            A onClass = c.getDeclaredAnnotation(type);
            if (onClass != null) {
                return new Written<>(onClass, type, c.getName());
            }
        }
        return null;
    }

    String name() {
        return type.getSimpleName();
    }
}
