package org.acme.breaker.microprofile.fallback;

import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Resolves the type variables of a class's ancestors in that class. */
final class Types {

    private final Map<TypeVariable<?>, Type> bound = new HashMap<>();

    private Types() {}

    /** Creates the resolution of type variables for {@code type}. */
    static Types in(Class<?> type) {
        Types types = new Types();
        types.bindAncestors(type);
        return types;
    }

    private void bindAncestors(Class<?> type) {
        bind(type.getGenericSuperclass());
        for (Type parent : type.getGenericInterfaces()) {
            bind(parent);
        }
    }

    private void bind(@Nullable Type ancestor) {
        if (ancestor == null) {
            return;
        }
        if (ancestor instanceof ParameterizedType parameterized) {
            TypeVariable<?>[] variables = raw(parameterized).getTypeParameters();
            Type[] arguments = parameterized.getActualTypeArguments();
            for (int i = 0; i < variables.length; i++) {
                bound.put(variables[i], arguments[i]);
            }
        }
        bindAncestors(raw(ancestor));
    }

    /** Returns the argument of the only type parameter of {@code generic}. */
    @Nullable Type argumentOf(Class<?> generic) {
        Type argument = generic.getTypeParameters()[0];
        while (argument instanceof TypeVariable<?> variable && bound.containsKey(variable)) {
            argument = bound.get(variable);
        }
        return argument instanceof TypeVariable<?> ? null : argument;
    }

    /** Returns {@code type} as {@code method} declares it, with resolved type variables. */
    Type resolve(Method method, Type type) {
        Type resolved = type;
        while (resolved instanceof TypeVariable<?> variable
                && variable.getGenericDeclaration() != method
                && bound.containsKey(variable)) {
            resolved = bound.get(variable);
        }
        return resolved;
    }

    /** Writes a type with resolved variables as text; equal texts are equal types. */
    String text(Type type) {
        if (type instanceof Class<?> c) {
            return c.isArray() ? text(c.getComponentType()) + "[]" : c.getName();
        }
        if (type instanceof ParameterizedType p) {
            return raw(p).getName() + "<" + texts(p.getActualTypeArguments()) + ">";
        }
        if (type instanceof GenericArrayType array) {
            return text(array.getGenericComponentType()) + "[]";
        }
        if (type instanceof WildcardType wildcard) {
            return "? extends "
                    + texts(wildcard.getUpperBounds())
                    + " super "
                    + texts(wildcard.getLowerBounds());
        }
        if (type instanceof TypeVariable<?> variable) {
            Type actual = bound.get(variable);
            return actual == null || actual == variable
                    ? variable.getName() + "@" + ownerOf(variable)
                    : text(actual);
        }
        return type.getTypeName();
    }

    /**
     * Names a method's own variables by their position, so that equal positions are equal
     * variables.
     */
    private static String ownerOf(TypeVariable<?> variable) {
        Object owner = variable.getGenericDeclaration();
        return owner instanceof Class<?> c ? c.getName() : "method";
    }

    private String texts(Type[] types) {
        return Arrays.stream(types).map(this::text).collect(Collectors.joining(","));
    }

    static Class<?> raw(Type type) {
        if (type instanceof Class<?> c) {
            return c;
        }
        if (type instanceof ParameterizedType p) {
            return (Class<?>) p.getRawType();
        }
        if (type instanceof GenericArrayType array) {
            return Array.newInstance(raw(array.getGenericComponentType()), 0).getClass();
        }
        if (type instanceof TypeVariable<?> variable) {
            return raw(variable.getBounds()[0]);
        }
        return type instanceof WildcardType wildcard
                ? raw(wildcard.getUpperBounds()[0])
                : Object.class;
    }

    static Class<?> boxed(Class<?> type) {
        return java.lang.invoke.MethodType.methodType(type).wrap().returnType();
    }
}
