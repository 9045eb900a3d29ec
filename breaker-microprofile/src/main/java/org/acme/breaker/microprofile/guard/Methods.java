package org.acme.breaker.microprofile.guard;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.acme.breaker.microprofile.BreakerName;

/** Lists the methods of a bean class that can be intercepted, and their names. */
final class Methods {

    private Methods() {}

    /** Returns declared and inherited methods, each once. */
    static List<Method> of(Class<?> beanClass) {
        List<Method> methods = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Class<?> c = beanClass; c != null && c != Object.class; c = c.getSuperclass()) {
            for (Method method : c.getDeclaredMethods()) {
                if (isIntercepted(method) && seen.add(method.getName() + parameters(method))) {
                    methods.add(method);
                }
            }
        }
        return methods;
    }

    private static boolean isIntercepted(Method method) {
        int modifiers = method.getModifiers();
        return !method.isSynthetic()
                && !Modifier.isStatic(modifiers)
                && !Modifier.isPrivate(modifiers)
                && !Modifier.isAbstract(modifiers);
    }

    /**
     * Returns the configured name; by default class, dot and method, with parameters if it is
     * overloaded.
     */
    static String nameOf(Class<?> beanClass, Method method) {
        BreakerName given = method.getAnnotation(BreakerName.class);
        if (given != null) {
            return given.value();
        }
        long sameName =
                of(beanClass).stream()
                        .filter(other -> other.getName().equals(method.getName()))
                        .count();
        String name = beanClass.getName() + "." + method.getName();
        return sameName > 1 ? name + parameters(method) : name;
    }

    private static String parameters(Method method) {
        return Arrays.stream(method.getParameterTypes())
                .map(Class::getName)
                .collect(Collectors.joining(",", "(", ")"));
    }
}
