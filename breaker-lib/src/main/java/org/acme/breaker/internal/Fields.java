package org.acme.breaker.internal;

import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.VarHandle;

/** Creates VarHandles of fields that are changed atomically. */
public final class Fields {

    private Fields() {}

    /**
     * Returns the handle of a field of the class that {@code owner} belongs to.
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
