package org.acme.checkout.testing;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A cable to the database that a test can cut and mend. */
public final class Cable implements Closeable {

    private final int target;
    private final ServerSocket plug;
    private final Set<Socket> ends = ConcurrentHashMap.newKeySet();

    private volatile boolean cut;

    public Cable(int target) {
        this.target = target;
        try {
            plug = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    public int port() {
        return plug.getLocalPort();
    }

    /** Every connection breaks, and every new one too. */
    public void cut() {
        cut = true;
        ends.forEach(Cable::closeQuietly);
    }

    public void mend() {
        cut = false;
    }

    @Override
    public void close() {
        cut();
        closeQuietly(plug);
    }

    private void accept() {
        while (!plug.isClosed()) {
            try {
                Socket near = plug.accept();
                if (cut) {
                    near.close();
                    continue;
                }
                Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
                ends.add(near);
                ends.add(far);
                daemon(() -> carry(near, far));
                daemon(() -> carry(far, near));
            } catch (IOException e) {
                // the next connection may do better; the loop ends with the plug
            }
        }
    }

    private void carry(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // cut
        } finally {
            ends.remove(from);
            ends.remove(to);
        }
    }

    private static void closeQuietly(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            // already closed is what we want
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "cable");
        thread.setDaemon(true);
        thread.start();
    }
}
