package org.acme.launcher.standin;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.acme.launcher.parent.ParentWatch;

/** Command lines of stand-ins. */
public final class Commands {

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private Commands() {}

    /** A stand-in that nobody holds. */
    public static List<String> free(String... arguments) {
        return java(List.of(), arguments);
    }

    /** A stand-in that watches its parent. */
    public static List<String> watched(Path agent, String grace, String... arguments) {
        return java(List.of("-javaagent:" + agent + "=" + grace), arguments);
    }

    private static List<String> java(List<String> options, String... arguments) {
        List<String> command = new ArrayList<>(List.of(JAVA, "-Xmx32m", "-XX:+UseSerialGC"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(StandIn.class.getName());
        command.addAll(List.of(arguments));
        return command;
    }

    /** The agent's jar as the build will make it later. */
    public static Path agent(Path folder) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", ParentWatch.class.getName());
        Path jar = folder.resolve("agent.jar");
        String entry = ParentWatch.class.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                var source = ParentWatch.class.getClassLoader().getResourceAsStream(entry)) {
            out.putNextEntry(new JarEntry(entry));
            if (source != null) {
                source.transferTo(out);
            }
            out.closeEntry();
        }
        return jar;
    }
}
