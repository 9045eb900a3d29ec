package org.acme.launcher.child;

/** A question that a starting process answers: are you ready for work? */
@FunctionalInterface
public interface ReadyProbe {

    /** Answers quickly, within a second, and never throws: not reachable means not ready. */
    boolean isReady();
}
