package org.acme.launcher.child;

import java.time.Duration;

/** Receives the events of child processes. Called from their watching threads; must not block. */
public interface ChildListener {

    /** Reports that the child is ready, and how long its start took. */
    void ready(String name, Duration after);

    /** Reports that the child ended unexpectedly and will be restarted after the wait. */
    void crashed(String name, int exitCode, Duration restartIn);
}
