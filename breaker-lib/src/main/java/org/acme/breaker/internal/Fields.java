package org.acme.breaker.internal;

import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.VarHandle;

/** Makes handles of fields that are changed atomically. */
public final class Fields {

    private Fields() {}

    /**
     * The handle of a field of the class that {@code owner} looks up for.
     *
     * @throws ExceptionInInitializerError if there is no such field
     */
    public static VarHandle handle(Lookup owner, String name, Class<?> type) {
        try {
            return owner.findVarHandle(owner.lookupClass(), name, type);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
