package org.acme.launcher.parent;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Timer;
import java.util.TimerTask;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipException;

/**
 * Runs a program's main class, and ends the process when standard input reaches its end.
 *
 * <p>The launcher holds the other end of that pipe. However the launcher ends, by itself, by Ctrl-C
 * or by {@code kill -9}, the operating system closes the pipe, and every process that watches it
 * follows. The services need no code for this: {@code java -cp PROGRAM.jar:launcher.jar}, this
 * class, and the jar whose manifest names the main class. A Java agent would do the same, but a JVM
 * with an agent does not use its cache of classes.
 *
 * <p>The process first leaves in good order (shutdown hooks run); if that takes longer than the
 * grace period, it is halted. The system property {@value #GRACE} sets that period in milliseconds.
 */
public final class ParentWatch {

    static final Duration DEFAULT_GRACE = Duration.ofSeconds(4);

    private static final String GRACE = "demo.grace";

    private ParentWatch() {}

    /** The JVM option that sets another grace period. */
    public static String grace(Duration period) {
        return "-D" + GRACE + "=" + period.toMillis();
    }

    /** Runs with these arguments: the jar whose main class is run, then the program's own. */
    public static void main(String[] arguments) throws Throwable {
        long grace = Long.getLong(GRACE, DEFAULT_GRACE.toMillis());
        hold(System.in, Duration.ofMillis(grace), ParentWatch::exit, ParentWatch::halt);
        String[] own = Arrays.copyOfRange(arguments, 1, arguments.length);
        try {
            Class.forName(mainClass(arguments[0]))
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) own);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** Prints the message of {@code java -jar} for a jar without a main class. */
    private static String mainClass(String jar) throws IOException {
        try (JarFile file = new JarFile(jar)) {
            Manifest manifest = file.getManifest();
            String name =
                    manifest == null
                            ? null
                            : manifest.getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);
            if (name != null) {
                return name;
            }
        } catch (ZipException e) {
            // Said below.
        }
        throw new IOException("Invalid or corrupt jarfile " + jar);
    }

    /**
     * Waits in the background for the end of {@code input}, then exits, and halts if the exit takes
     * too long.
     */
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
            // A broken pipe means the same as its end: the parent process has ended.
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
