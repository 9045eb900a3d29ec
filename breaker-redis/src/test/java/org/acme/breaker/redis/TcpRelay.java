package org.acme.breaker.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Relays connections to a server, until they are cut without a word to either side. */
final class TcpRelay implements AutoCloseable {

    private final ServerSocket server;
    private final int target;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final ExecutorService threads =
            Executors.newCachedThreadPool(
                    work -> {
                        Thread thread = new Thread(work, "relay");
                        thread.setDaemon(true);
                        return thread;
                    });

    /** Connections with a lower number are dead: what arrives on them vanishes. */
    private final AtomicInteger alive = new AtomicInteger();

    private final AtomicInteger accepted = new AtomicInteger();

    TcpRelay(int target) throws IOException {
        this.target = target;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    String url() {
        return "redis://127.0.0.1:" + server.getLocalPort();
    }

    /** As when a firewall forgets its connections: they stay open, and nothing passes. */
    void forgetConnections() {
        alive.set(accepted.get());
    }

    private void accept() {
        try {
            while (!server.isClosed()) {
                Socket client = server.accept();
                sockets.add(client);
                relay(client);
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void relay(Socket client) throws IOException {
        try {
            Socket there = new Socket(InetAddress.getLoopbackAddress(), target);
            sockets.add(there);
            int number = accepted.getAndIncrement();
            threads.execute(() -> pump(client, there, number));
            threads.execute(() -> pump(there, client, number));
        } catch (ConnectException notYetThere) {
            client.close();
        }
    }

    private void pump(Socket from, Socket to, int number) {
        byte[] buffer = new byte[8_192];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (number >= alive.get()) {
                    out.write(buffer, 0, read);
                }
            }
        } catch (IOException broken) {
            // Either side has gone.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
        threads.shutdownNow();
    }
}
