package org.acme.launcher.cache;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/**
 * A Java program whose classes can be cached.
 *
 * @param name what its cache is called, such as {@code checkout-service}
 * @param classPath its jars; a JVM only accepts a cache that was made with the same ones
 * @param options the JVM's options, without those for the cache
 * @param arguments the main class and its arguments
 */
public record CachedProgram(
        String name, List<Path> classPath, List<String> options, List<String> arguments) {

    private static final int KEY_LENGTH = 16;

    public CachedProgram {
        classPath = List.copyOf(classPath);
        options = List.copyOf(options);
        arguments = List.copyOf(arguments);
    }

    /**
     * Returns a command that runs the program on this JVM, with {@code more} options in addition to
     * its own.
     */
    public List<String> command(List<String> more) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(more);
        command.add("-cp");
        command.add(
                classPath.stream()
                        .map(Path::toString)
                        .collect(Collectors.joining(File.pathSeparator)));
        command.addAll(arguments);
        return command;
    }

    /** Returns a text that changes with the JVM, its options, and every jar of the class path. */
    String key(String jvm) throws IOException {
        String text = jvm + "\n" + options + "\n" + classPath + "\n" + jars();
        return HexFormat.of().formatHex(sha256(text)).substring(0, KEY_LENGTH);
    }

    private String jars() throws IOException {
        StringBuilder text = new StringBuilder();
        for (Path entry : classPath) {
            for (Path jar : withNeeded(entry)) {
                text.append(jar).append(' ').append(Files.size(jar)).append(' ');
                text.append(Files.getLastModifiedTime(jar).toMillis()).append('\n');
            }
        }
        return text.toString();
    }

    /** Returns a jar, and the jars that its manifest adds to the class path. */
    private static List<Path> withNeeded(Path jar) throws IOException {
        List<Path> all = new ArrayList<>(List.of(jar));
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            if (manifest != null) {
                String needed = manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
                for (String name : needed == null ? new String[0] : needed.split(" ")) {
                    all.add(jar.resolveSibling(name));
                }
            }
        }
        return all;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
