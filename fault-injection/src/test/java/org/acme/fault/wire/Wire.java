package org.acme.fault.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.restassured.RestAssured;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Locale;

/** A client without any HTTP library between the test and the socket. */
final class Wire implements AutoCloseable {

    private final Socket socket;

    /** To the application under test. */
    Wire() throws IOException {
        socket = new Socket("127.0.0.1", RestAssured.port);
        socket.setTcpNoDelay(true);
    }

    Wire get(String path) throws IOException {
        return send("GET " + path + " HTTP/1.1\r\nHost: test\r\n\r\n");
    }

    Wire post(String path, String body) throws IOException {
        return send(
                "POST %s HTTP/1.1\r\nHost: test\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n%s"
                        .formatted(path, body.getBytes(UTF_8).length, body));
    }

    Wire send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(UTF_8));
        socket.getOutputStream().flush();
        return this;
    }

    /**
     * Everything until the server closes; a reset is an IOException, silence a
     * SocketTimeoutException.
     */
    String readToTheEnd(Duration timeout) throws IOException {
        socket.setSoTimeout(Math.toIntExact(timeout.toMillis()));
        return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }

    /** One response with a content length; the connection stays open. */
    String readResponse(Duration timeout) throws IOException {
        socket.setSoTimeout(Math.toIntExact(timeout.toMillis()));
        InputStream in = socket.getInputStream();
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(UTF_8).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("closed after " + head);
            }
            head.write(next);
        }
        String text = head.toString(UTF_8);
        String marker = "content-length: ";
        int at = text.toLowerCase(Locale.ROOT).indexOf(marker) + marker.length();
        int length = Integer.parseInt(text.substring(at, text.indexOf('\r', at)));
        return text + new String(in.readNBytes(length), UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
