package org.acme.launcher.parent;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;
import org.jspecify.annotations.Nullable;

/**
 * A Java agent that ends its process when standard input reaches its end.
 *
 * <p>The launcher holds the other end of that pipe. However the launcher ends, by itself, by Ctrl-C
 * or by {@code kill -9}, the operating system closes the pipe, and every process that watches it
 * follows. The services need no code for this: {@code -javaagent:launcher.jar} is all.
 *
 * <p>The process first leaves in good order (shutdown hooks run); if that takes longer than the
 * grace period, it is halted. The agent's argument is that period in milliseconds.
 */
public final class ParentWatch {

    static final Duration DEFAULT_GRACE = Duration.ofSeconds(4);

    private ParentWatch() {}

    /** Called by the JVM before {@code main}. */
    public static void premain(@Nullable String argument) {
        hold(System.in, graceFrom(argument), ParentWatch::exit, ParentWatch::halt);
    }

    static Duration graceFrom(@Nullable String argument) {
        return argument == null || argument.isBlank()
                ? DEFAULT_GRACE
                : Duration.ofMillis(Long.parseLong(argument.strip()));
    }

    /** Waits in the background for the end of {@code input}, then leaves, and halts if need be. */
    static void hold(InputStream input, Duration grace, Runnable leave, Runnable halt) {
        daemon(
                "parent-watch",
                () -> {
                    awaitEnd(input);
                    new Timer("parent-watch-halt", true).schedule(task(halt), grace.toMillis());
                    leave.run();
                });
    }

    private static void awaitEnd(InputStream input) {
        byte[] ignored = new byte[64];
        try {
            while (input.read(ignored) >= 0) {
                continue;
            }
        } catch (IOException e) {
            // A broken pipe says the same as its end: the parent process has ended.
        }
    }

    private static TimerTask task(Runnable action) {
        return new TimerTask() {
            @Override
            public void run() {
                action.run();
            }
        };
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void exit() {
        System.exit(0);
    }

    private static void halt() {
        Runtime.getRuntime().halt(1);
    }
}
