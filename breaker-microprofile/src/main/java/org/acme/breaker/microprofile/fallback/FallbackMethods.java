package org.acme.breaker.microprofile.fallback;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the fallback method of a method by the rules of the specification: it has the same
 * parameters and result, is declared in the class of the guarded method or in one of its
 * superclasses and interfaces, and is visible from there.
 */
final class FallbackMethods {

    private final Method guarded;
    private final String name;
    private final Types types;
    private final Set<Class<?>> seen = new HashSet<>();

    private FallbackMethods(Method guarded, String name) {
        this.guarded = guarded;
        this.name = name;
        this.types = Types.in(guarded.getDeclaringClass());
    }

    static @Nullable Method find(Method guarded, String name) {
        return new FallbackMethods(guarded, name).search(guarded.getDeclaringClass());
    }

    private @Nullable Method search(@Nullable Class<?> type) {
        if (type == null || !seen.add(type)) {
            return null;
        }
        for (Method candidate : type.getDeclaredMethods()) {
            if (candidate.getName().equals(name) && !candidate.isBridge() && fits(candidate)) {
                return candidate;
            }
        }
        Method inherited = search(type.getSuperclass());
        for (Class<?> parent : type.getInterfaces()) {
            if (inherited == null) {
                inherited = search(parent);
            }
        }
        return inherited;
    }

    private boolean fits(Method candidate) {
        return isVisible(candidate) && sameParameters(candidate) && sameResult(candidate);
    }

    private boolean isVisible(Method candidate) {
        Class<?> from = guarded.getDeclaringClass();
        Class<?> owner = candidate.getDeclaringClass();
        int modifiers = candidate.getModifiers();
        if (owner == from || Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers)) {
            return true;
        }
        return !Modifier.isPrivate(modifiers)
                && owner.getPackageName().equals(from.getPackageName());
    }

    private boolean sameParameters(Method candidate) {
        var wanted = guarded.getGenericParameterTypes();
        var offered = candidate.getGenericParameterTypes();
        if (wanted.length != offered.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (!types.text(wanted[i]).equals(types.text(offered[i]))) {
                return false;
            }
        }
        return true;
    }

    private boolean sameResult(Method candidate) {
        Class<?> wanted = raw(guarded);
        Class<?> offered = raw(candidate);
        return Types.boxed(wanted).isAssignableFrom(Types.boxed(offered));
    }

    private Class<?> raw(Method method) {
        return Types.raw(types.resolve(method, method.getGenericReturnType()));
    }
}
