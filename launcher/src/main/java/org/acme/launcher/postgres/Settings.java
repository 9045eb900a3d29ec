package org.acme.launcher.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The server's settings beyond its defaults, in the file that PostgreSQL reads last.
 *
 * @param values by the name of the setting
 */
record Settings(Map<String, String> values) {

    /** Returns the settings of the demo, for a server on {@code port} of this machine. */
    static Settings of(int port) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("port", Integer.toString(port));
        values.put("listen_addresses", "127.0.0.1");
        // A socket file in a shared /tmp could belong to another user's server.
        values.put("unix_socket_directories", "");
        values.put("max_connections", "100");
        // As in production, an acknowledged commit is on the disk.
        values.put("fsync", "on");
        values.put("synchronous_commit", "on");
        return new Settings(values);
    }

    void write(Path data) throws IOException {
        String text =
                values.entrySet().stream()
                        .map(each -> "%s = '%s'%n".formatted(each.getKey(), each.getValue()))
                        .collect(Collectors.joining());
        Files.writeString(data.resolve("postgresql.auto.conf"), text, StandardCharsets.US_ASCII);
    }
}
