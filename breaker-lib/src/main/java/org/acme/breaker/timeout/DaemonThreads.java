package org.acme.breaker.timeout;

import java.security.AccessController;
import java.security.PrivilegedAction;

/**
 * Creates threads that inherit nothing from the caller that happens to need them first: no
 * inheritable thread locals, no context class loader, no access context, no thread group, no
 * priority.
 */
final class DaemonThreads {

    private DaemonThreads() {}

    /**
     * Returns a daemon thread that has not been started. Its context class loader is the system's.
     */
    @SuppressWarnings("removal") // the only way to shed the caller's access context on JDK 17
    static Thread named(String name, Runnable body) {
        PrivilegedAction<Thread> make = () -> make(name, body);
        return AccessController.doPrivileged(make);
    }

    @SuppressWarnings("ThreadPriorityCheck") // not relied upon, only not inherited
    private static Thread make(String name, Runnable body) {
        Thread thread = new Thread(topGroup(), body, name, 0, false);
        thread.setDaemon(true);
        thread.setPriority(Thread.NORM_PRIORITY);
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        return thread;
    }

    private static ThreadGroup topGroup() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        return group;
    }
}
