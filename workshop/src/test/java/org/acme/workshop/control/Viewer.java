package org.acme.workshop.control;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Somebody who watches the lanes, until closed. */
record Viewer(Socket socket) implements AutoCloseable {

    private static final int STATUS_LINE = "HTTP/1.1 200".length();

    static Viewer at(int port) throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(30_000);
        String request = "GET /api/stream HTTP/1.1\r\nHost: localhost:" + port + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return new Viewer(socket);
    }

    /** What it was answered; to be asked once. */
    int status() throws IOException {
        byte[] line = socket.getInputStream().readNBytes(STATUS_LINE);
        String text = new String(line, StandardCharsets.US_ASCII);
        return Integer.parseInt(text.substring(text.lastIndexOf(' ') + 1));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
