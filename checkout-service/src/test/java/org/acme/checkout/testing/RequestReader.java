package org.acme.checkout.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.acme.checkout.testing.WireServer.Request;
import org.jspecify.annotations.Nullable;

/** Reads HTTP requests with a body of a known length, as far as {@link WireServer} needs it. */
final class RequestReader {

    private RequestReader() {}

    /** The next request of a connection; {@code null} if it has ended. */
    static @Nullable Request read(InputStream in) throws IOException {
        String start = line(in);
        if (start == null || start.isEmpty()) {
            return null;
        }
        int length = 0;
        String key = null;
        String deadline = null;
        for (String header = line(in); header != null && !header.isEmpty(); header = line(in)) {
            String name = header.substring(0, header.indexOf(':')).toLowerCase(Locale.ROOT);
            String value = header.substring(header.indexOf(':') + 1).strip();
            if (name.equals("content-length")) {
                length = Integer.parseInt(value);
            } else if (name.equals("idempotency-key")) {
                key = value;
            } else if (name.equals("x-deadline-ms")) {
                deadline = value;
            }
        }
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        String[] words = start.split(" ", -1);
        return new Request(words[0], words[1], key, deadline, body);
    }

    private static @Nullable String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c >= 0; c = in.read()) {
            if (c == '\n') {
                return line.toString(StandardCharsets.US_ASCII).strip();
            }
            line.write(c);
        }
        return null;
    }
}
