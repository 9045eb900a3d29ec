package org.acme.launcher.stage;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Recognises a control room that runs already. */
final class OtherDemo {

    private static final int TIMEOUT_MILLIS = 500;
    private static final int LOOKED_AT = 4_096;

    private OtherDemo() {}

    /** Returns whether a control room answers at the port. */
    static boolean isAt(int port) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection)
                            URI.create("http://127.0.0.1:" + port + "/api/lanes")
                                    .toURL()
                                    .openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            try (InputStream answer = connection.getInputStream()) {
                String text = new String(answer.readNBytes(LOOKED_AT), StandardCharsets.UTF_8);
                return text.contains("\"lanes\"") && text.contains("\"protected\"");
            } finally {
                connection.disconnect();
            }
        } catch (IOException noControlRoom) {
            return false;
        }
    }
}
