package org.acme.launcher.child;

import java.time.Duration;

/** Receives the events of child processes. Called from their watching threads; must not block. */
public interface ChildListener {

    /** The child answered its readiness question, {@code after} its start. */
    void ready(String name, Duration after);

    /** The child ended though nobody had asked it to, and is started again after the wait. */
    void crashed(String name, int exitCode, Duration restartIn);
}
