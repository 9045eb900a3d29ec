package org.acme.checkout.testing;

import static java.util.Objects.requireNonNull;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP server of a hundred lines on a real socket: small enough to hang, break off and drip
 * exactly as told.
 */
public final class WireServer implements Closeable {

    /** What happens to a request. */
    public enum Manner {
        ANSWER,
        /** Accept, read, and never say a word. */
        HANG,
        /** Close without an answer, before the work. */
        RESET,
        /** Do the work, then close without an answer. */
        LOSE_RESPONSE,
        /** Answer 503. */
        FAIL,
        /** Answer 503, and ask to be left alone for 7 seconds. */
        BUSY,
        /** Answer 429, and ask to be left alone for 7 seconds. */
        TOO_MANY,
        /** Answer 401 as for a credential that is revoked, in words that nobody should see. */
        UNAUTHORIZED,
        /** Answer 402 as a proxy might: no work was done, and no charge is in the answer. */
        REFUSE_PAYMENT,
        /** The right status and type, and then no JSON. */
        MALFORMED,
        /** Announce a body of a gigabyte, and send a lot of it. */
        HUGE_BODY,
        /** Send a body without a length and without an end, as fast as it is read. */
        ENDLESS_BODY,
        /** Announce more than is sent, then close. */
        TRUNCATE,
        /** Announce more than is sent, then say nothing more. */
        STALL_BODY,
        /** Begin an answer, then send one byte of its body after the other, without an end. */
        DRIP_BODY,
        /** Close after an answer of another protocol. */
        NO_HTTP
    }

    /**
     * A request as it came.
     *
     * @param deadline what it says about how long its answer is waited for
     */
    public record Request(
            String method,
            String path,
            @Nullable String key,
            @Nullable String deadline,
            String body) {}

    /** An answer as it goes. */
    public record Reply(int status, String body) {}

    private volatile @Nullable Request last;

    /** What a test looks for where it must not be. */
    public static final String REMOTE_WORDS = "com.example.Secret";

    private static final long DRIP_MILLIS = 20;

    /** What a body that stalls or drips announces: within every client's limit. */
    private static final int STALLED_BYTES = 10_000;

    private static final int CHUNK_BYTES = 0x4000;
    private static final byte[] SPACES =
            " ".repeat(CHUNK_BYTES).getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CHUNK =
            ("4000\r\n" + " ".repeat(CHUNK_BYTES) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    private static final String CHUNKED_HEAD =
            "HTTP/1.1 200 X\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";

    private final ServerSocket server;
    private final Function<Request, Reply> work;
    private final Function<Request, Manner> manner;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Set<Socket> hanging = ConcurrentHashMap.newKeySet();
    private final AtomicLong flooded = new AtomicLong();

    public WireServer(Function<Request, Reply> work, Function<Request, Manner> manner) {
        this.work = work;
        this.manner = manner;
        try {
            server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    public String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /** Connections at this moment. */
    public int openSockets() {
        return open.size();
    }

    /** The request that came last. */
    public Request last() {
        return requireNonNull(last);
    }

    /** Bytes that were sent in bodies which are too long. */
    public long flooded() {
        return flooded.get();
    }

    /** Requests that hang at this moment. */
    public int hanging() {
        return hanging.size();
    }

    /** Ends every request that hangs, without an answer. */
    public void dropHanging() {
        hanging.forEach(WireServer::closeQuietly);
    }

    @Override
    public void close() {
        closeQuietly(server);
        open.forEach(WireServer::closeQuietly);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                daemon(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (Request r = RequestReader.read(in); r != null; r = RequestReader.read(in)) {
                if (!reply(socket, r)) {
                    return;
                }
            }
        } catch (IOException e) {
            // the client has gone, or a test has dropped it
        } finally {
            open.remove(socket);
        }
    }

    private boolean reply(Socket socket, Request request) throws IOException {
        last = request;
        OutputStream out = socket.getOutputStream();
        switch (manner.apply(request)) {
            case ANSWER -> {
                Reply reply = work.apply(request);
                send(out, reply, bytes(reply).length);
                return true;
            }
            case FAIL -> {
                Reply reply = new Reply(503, "{}");
                send(out, reply, bytes(reply).length);
                return true;
            }
            case BUSY -> {
                leaveAlone(out, 503);
                return true;
            }
            case TOO_MANY -> {
                leaveAlone(out, 429);
                return true;
            }
            case UNAUTHORIZED -> {
                Reply reply = new Reply(401, "{\"detail\":\"" + REMOTE_WORDS + "\"}");
                send(out, reply, bytes(reply).length);
                return true;
            }
            case REFUSE_PAYMENT -> {
                Reply reply = new Reply(402, "{\"detail\":\"pay first\"}");
                send(out, reply, bytes(reply).length);
                return true;
            }
            case MALFORMED -> {
                Reply reply = new Reply(200, REMOTE_WORDS + "{\"chargeId\":");
                send(out, reply, bytes(reply).length);
                return true;
            }
            case HANG -> hang(socket);
            case RESET -> socket.setSoLinger(true, 0);
            case LOSE_RESPONSE -> {
                Reply lost = work.apply(request);
                requireNonNull(lost);
            }
            case HUGE_BODY -> {
                send(out, work.apply(request), 1 << 30);
                flood(socket, SPACES);
            }
            case ENDLESS_BODY -> {
                out.write(CHUNKED_HEAD.getBytes(StandardCharsets.US_ASCII));
                flood(socket, CHUNK);
            }
            case TRUNCATE -> send(out, work.apply(request), 10_000);
            case STALL_BODY -> {
                send(out, work.apply(request), STALLED_BYTES);
                hang(socket);
            }
            case DRIP_BODY -> {
                send(out, work.apply(request), STALLED_BYTES);
                drip(socket);
            }
            case NO_HTTP ->
                    out.write((REMOTE_WORDS + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        }
        return false;
    }

    private static void leaveAlone(OutputStream out, int status) throws IOException {
        String head = "HTTP/1.1 " + status + " X\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n";
        out.write(head.getBytes(StandardCharsets.US_ASCII));
    }

    /** Until the client closes the connection: then writing throws. */
    private void flood(Socket socket, byte[] part) throws IOException {
        hanging.add(socket);
        try {
            while (true) {
                socket.getOutputStream().write(part);
                flooded.addAndGet(part.length);
            }
        } finally {
            hanging.remove(socket);
        }
    }

    /** Until the client goes away, a test drops it, or the server closes. */
    private void drip(Socket socket) throws IOException {
        hanging.add(socket);
        try {
            socket.setSoTimeout((int) DRIP_MILLIS);
            while (true) {
                socket.getOutputStream().write(' ');
                try {
                    if (socket.getInputStream().read() < 0) {
                        return;
                    }
                } catch (SocketTimeoutException e) {
                    // the pause between two bytes is over
                }
            }
        } finally {
            hanging.remove(socket);
        }
    }

    /** Until the client goes away, a test drops it, or the server closes. */
    private void hang(Socket socket) throws IOException {
        hanging.add(socket);
        try {
            while (socket.getInputStream().read() >= 0) {
                // whatever comes is ignored
            }
        } finally {
            hanging.remove(socket);
        }
    }

    private static void send(OutputStream out, Reply reply, int announced) throws IOException {
        String type = reply.status() >= 400 ? "application/problem+json" : "application/json";
        String head =
                "HTTP/1.1 "
                        + reply.status()
                        + " X\r\n"
                        + (reply.status() == 204
                                ? ""
                                : "Content-Type: "
                                        + type
                                        + "\r\nContent-Length: "
                                        + announced
                                        + "\r\n")
                        + "\r\n";
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.write(bytes(reply));
        out.flush();
    }

    private static byte[] bytes(Reply reply) {
        return reply.body().getBytes(StandardCharsets.UTF_8);
    }

    private static void closeQuietly(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            // already closed is what we want
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "wire-server");
        thread.setDaemon(true);
        thread.start();
    }
}
