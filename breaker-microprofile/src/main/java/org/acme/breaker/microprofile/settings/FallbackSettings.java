package org.acme.breaker.microprofile.settings;

import org.eclipse.microprofile.faulttolerance.Fallback;
import org.eclipse.microprofile.faulttolerance.FallbackHandler;
import org.jspecify.annotations.Nullable;

/**
 * The values of {@code @Fallback}: either a handler or a method.
 *
 * @param handler the handler's class
 * @param method the method's name
 * @param applied which exceptions it answers for
 */
public record FallbackSettings(
        @Nullable Class<? extends FallbackHandler<?>> handler,
        @Nullable String method,
        ExceptionRules applied) {

    static FallbackSettings read(Fallback written, Members members) {
        Class<? extends FallbackHandler<?>> handler = handler(written, members);
        String method = members.get("fallbackMethod", String.class, written.fallbackMethod());
        if (handler != null && !method.isEmpty()) {
            throw members.complaint("either value or fallbackMethod, not both");
        }
        if (handler == null && method.isEmpty()) {
            throw members.complaint("value or fallbackMethod is needed");
        }
        return new FallbackSettings(
                handler,
                method.isEmpty() ? null : method,
                members.rules("applyOn", written.applyOn(), "skipOn", written.skipOn()));
    }

    @SuppressWarnings("unchecked") // checked
    private static @Nullable Class<? extends FallbackHandler<?>> handler(
            Fallback written, Members members) {
        Class<?> handler = members.get("value", Class.class, written.value());
        if (handler == Fallback.DEFAULT.class) {
            return null;
        }
        if (!FallbackHandler.class.isAssignableFrom(handler)) {
            throw members.complaint(
                    handler.getName() + " is no " + FallbackHandler.class.getName());
        }
        return (Class<? extends FallbackHandler<?>>) handler;
    }
}
