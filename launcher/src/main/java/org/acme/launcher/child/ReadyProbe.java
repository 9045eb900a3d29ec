package org.acme.launcher.child;

/** Checks whether a starting process is ready for work. */
@FunctionalInterface
public interface ReadyProbe {

    /**
     * Returns the answer within a second, and never throws: an unreachable process is not ready.
     */
    boolean isReady();
}
