package org.acme.systemtest.chaos;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The network between a caller and a service: a TCP proxy that delays, holds back, loses and cuts.
 * As in a network, what a caller has sent arrives although the caller has left, and a stream never
 * has a gap: what follows lost bytes is lost as well.
 */
final class Link implements Closeable {

    /** Which way bytes go. */
    enum Way {
        TO_SERVICE,
        TO_CALLER
    }

    /** What happens to bytes that are due. */
    enum Delivery {
        OPEN,
        /**
         * They wait, and arrive when the link heals: the ends see a silent, half-open connection.
         */
        HELD,
        /** They are gone, with everything behind them on the same connection. */
        LOST
    }

    private static final int CHUNK = 16 * 1024;

    private final int target;
    private final ServerSocket door;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final Map<Way, Delivery> deliveries = new EnumMap<>(Way.class);
    private final Map<Way, Duration> delays = new EnumMap<>(Way.class);
    private final AtomicLong lateCalls = new AtomicLong();

    /** Everything is delivered here, in its order; the maps above belong to this thread. */
    private final ScheduledExecutorService carrier =
            Executors.newSingleThreadScheduledExecutor(work -> daemon("link", work));

    private volatile boolean cut;

    Link(int target) {
        this.target = target;
        for (Way way : Way.values()) {
            deliveries.put(way, Delivery.OPEN);
            delays.put(way, Duration.ZERO);
        }
        try {
            door = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon("link-door", this::accept).start();
    }

    int port() {
        return door.getLocalPort();
    }

    /** Requests that reached the service when their caller had left. */
    long lateCalls() {
        return lateCalls.get();
    }

    /** Bytes read from now on arrive so much later. */
    void delay(Way way, Duration delay) {
        onCarrier(() -> delays.put(way, delay));
    }

    void set(Way way, Delivery delivery) {
        onCarrier(() -> deliveries.put(way, delivery));
    }

    /** Every connection is reset, and every new one too. */
    void cut() {
        cut = true;
        connections.forEach(Connection::reset);
    }

    /** Undoes everything; what was held back arrives. */
    void heal() {
        cut = false;
        onCarrier(
                () -> {
                    for (Way way : Way.values()) {
                        deliveries.put(way, Delivery.OPEN);
                        delays.put(way, Duration.ZERO);
                    }
                    connections.forEach(Connection::release);
                });
    }

    private void onCarrier(Runnable change) {
        try {
            carrier.execute(change);
        } catch (RejectedExecutionException closed) {
            // nobody needs it any more
        }
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket caller = door.accept();
                if (cut) {
                    reset(caller);
                } else {
                    connect(caller);
                }
            } catch (IOException e) {
                // the next connection may do better; the loop ends with the door
            }
        }
    }

    private void connect(Socket caller) throws IOException {
        try {
            Socket service = new Socket(InetAddress.getLoopbackAddress(), target);
            caller.setTcpNoDelay(true);
            service.setTcpNoDelay(true);
            Connection connection = new Connection(caller, service);
            connections.add(connection);
            connection.begin();
            if (cut) {
                connection.reset();
            }
        } catch (IOException down) {
            reset(caller);
        }
    }

    @Override
    public void close() {
        cut = true;
        quietly(door);
        connections.forEach(Connection::reset);
        carrier.shutdownNow();
    }

    /** Two sockets and what is on its way between them. */
    private final class Connection {

        private final Socket caller;
        private final Socket service;
        private final Stream toService;
        private final Stream toCaller;
        private volatile boolean callerLeft;

        Connection(Socket caller, Socket service) {
            this.caller = caller;
            this.service = service;
            this.toService = new Stream(this, Way.TO_SERVICE, caller, service);
            this.toCaller = new Stream(this, Way.TO_CALLER, service, caller);
        }

        void begin() {
            daemon("link-to-service", toService::read).start();
            daemon("link-to-caller", toCaller::read).start();
        }

        void release() {
            toService.release();
            toCaller.release();
        }

        /** When both ways have ended, or one of them can't go on. */
        void end() {
            connections.remove(this);
            quietly(caller);
            quietly(service);
        }

        void reset() {
            connections.remove(this);
            Link.reset(caller);
            Link.reset(service);
        }
    }

    /** One way of a connection. All but reading happens on the carrier. */
    private final class Stream {

        private final Connection connection;
        private final Way way;
        private final Socket from;
        private final Socket to;
        private final Queue<byte[]> held = new ArrayDeque<>();
        private long lastDue = Long.MIN_VALUE;
        private boolean lost;

        Stream(Connection connection, Way way, Socket from, Socket to) {
            this.connection = connection;
            this.way = way;
            this.from = from;
            this.to = to;
        }

        /** An empty piece is the end. */
        void read() {
            byte[] buffer = new byte[CHUNK];
            try {
                for (int n = from.getInputStream().read(buffer);
                        n > 0;
                        n = from.getInputStream().read(buffer)) {
                    byte[] piece = Arrays.copyOf(buffer, n);
                    onCarrier(() -> schedule(piece));
                }
            } catch (IOException e) {
                // reset, or closed by the other way
            }
            if (way == Way.TO_SERVICE) {
                connection.callerLeft = true;
            }
            onCarrier(() -> schedule(new byte[0]));
        }

        /** Never before the piece ahead of it. */
        private void schedule(byte[] piece) {
            long now = System.nanoTime();
            long due = now + delays.getOrDefault(way, Duration.ZERO).toNanos();
            lastDue = lastDue == Long.MIN_VALUE ? due : Math.max(lastDue, due);
            if (lastDue <= now) {
                arrive(piece);
            } else {
                carrier.schedule(() -> arrive(piece), lastDue - now, TimeUnit.NANOSECONDS);
            }
        }

        private void arrive(byte[] piece) {
            Delivery delivery = deliveries.get(way);
            lost |= delivery == Delivery.LOST;
            if (lost) {
                return;
            }
            if (delivery == Delivery.HELD || !held.isEmpty()) {
                held.add(piece);
            } else {
                deliver(piece);
            }
        }

        /**
         * A connection that has lost something never recovers: its ends learn of that when the link
         * heals.
         */
        void release() {
            if (lost) {
                connection.reset();
                return;
            }
            for (byte[] piece = held.poll(); piece != null; piece = held.poll()) {
                deliver(piece);
            }
        }

        private void deliver(byte[] piece) {
            try {
                if (piece.length == 0) {
                    connection.end();
                    return;
                }
                if (way == Way.TO_SERVICE && connection.callerLeft) {
                    lateCalls.incrementAndGet();
                }
                to.getOutputStream().write(piece);
            } catch (IOException e) {
                if (way == Way.TO_SERVICE) {
                    connection.end();
                }
                // An answer to a caller that has left ends nothing: later requests may be on their
                // way.
            }
        }
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // closed already
        }
        quietly(socket);
    }

    private static void quietly(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            // already closed is what we want
        }
    }

    private static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(null, work, name, 128 * 1024L);
        thread.setDaemon(true);
        return thread;
    }
}
