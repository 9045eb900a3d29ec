package org.acme.launcher.standin;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.acme.launcher.cache.CachedProgram;
import org.acme.launcher.parent.ParentWatch;

/** Command lines of stand-ins. */
public final class Commands {

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private Commands() {}

    /** A stand-in that nobody holds. */
    public static List<String> free(String... arguments) {
        return java(List.of(), List.of(StandIn.class.getName()), arguments);
    }

    /** A stand-in that watches its parent. */
    public static List<String> watched(Path program, String graceMillis, String... arguments) {
        return java(
                List.of(ParentWatch.grace(Duration.ofMillis(Long.parseLong(graceMillis)))),
                List.of(ParentWatch.class.getName(), program.toString()),
                arguments);
    }

    private static List<String> java(List<String> options, List<String> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(JAVA, "-Xmx32m", "-XX:+UseSerialGC"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(main);
        command.addAll(List.of(arguments));
        return command;
    }

    /** A jar whose manifest names the stand-in as its main class; the class itself is elsewhere. */
    public static Path program(Path folder) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, StandIn.class.getName());
        Path jar = folder.resolve("program.jar");
        try (OutputStream file = Files.newOutputStream(jar)) {
            new JarOutputStream(file, manifest).close();
        }
        return jar;
    }

    /** A program that ends at once, in a jar of its own, as a JVM needs it for a cache. */
    public static CachedProgram cached(Path folder) throws IOException {
        Path jar = folder.resolve("ends.jar");
        String entry = StandIn.class.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file);
                var source = StandIn.class.getClassLoader().getResourceAsStream(entry)) {
            out.putNextEntry(new JarEntry(entry));
            if (source != null) {
                source.transferTo(out);
            }
            out.closeEntry();
        }
        return new CachedProgram(
                "ends",
                List.of(jar),
                List.of("-Xmx32m", "-XX:+UseSerialGC"),
                List.of(StandIn.class.getName(), "end"));
    }
}
