package org.acme.systemtest.abuse;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A connection on which anything can be sent: a client library would repair or refuse it. */
final class Wire implements AutoCloseable {

    /** What {@link #outcome} answers when the server closed without a word. */
    static final int CLOSED = 0;

    private static final int STATUS_LINE = "HTTP/1.1 200".length();

    private final Socket socket;

    private Wire(Socket socket) {
        this.socket = socket;
    }

    static Wire to(URI address) throws IOException {
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), 10_000);
        return new Wire(socket);
    }

    /** One byte for each character. */
    Wire send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The server may have closed by now, which is its right; then nothing more is sent. */
    Wire send(byte[] bytes) throws IOException {
        try {
            OutputStream out = socket.getOutputStream();
            out.write(bytes);
            out.flush();
        } catch (java.net.SocketException closed) {
            return this;
        }
        return this;
    }

    /**
     * The status that came, or {@link #CLOSED}.
     *
     * @throws SocketTimeoutException when neither came in time
     */
    int outcome(Duration timeout) throws IOException {
        socket.setSoTimeout((int) timeout.toMillis());
        byte[] start;
        try {
            start = socket.getInputStream().readNBytes(STATUS_LINE);
        } catch (java.net.SocketException reset) {
            return CLOSED;
        }
        if (start.length < STATUS_LINE) {
            return CLOSED;
        }
        String line = new String(start, StandardCharsets.US_ASCII);
        return Integer.parseInt(line.substring(line.length() - 3));
    }

    /** Whether the server has answered or closed by now. */
    boolean isOver() throws IOException {
        socket.setSoTimeout(1);
        try {
            socket.getInputStream().read();
            return true;
        } catch (SocketTimeoutException stillOpen) {
            return false;
        } catch (java.net.SocketException reset) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
