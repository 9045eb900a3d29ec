package org.acme.launcher.machine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;

/**
 * Tests whether a program uses a port of this machine.
 *
 * <p>A browser that opens {@code localhost} tries {@code ::1} and {@code 127.0.0.1}, so a program
 * that listens on only one of them is a conflict as well. Each address is tested twice, by
 * connecting and by binding: some systems let two programs bind a port of which only one receives
 * connections.
 */
public final class PortProbe {

    private static final int CONNECT_MILLIS = 300;
    private static final List<String> LOOPBACK = List.of("127.0.0.1", "::1");

    private PortProbe() {}

    /** Whether a program listens on the port, on either loopback address. */
    public static boolean isTaken(int port) {
        return LOOPBACK.stream().anyMatch(address -> isTaken(address, port));
    }

    /** Whether the port cannot be opened for the whole network. */
    public static boolean isTakenOnAnyInterface(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1)) {
            return !socket.isBound();
        } catch (IOException taken) {
            return true;
        }
    }

    private static boolean isTaken(String address, int port) {
        try {
            InetAddress loopback = InetAddress.getByName(address);
            return answers(loopback, port) || (isHere(loopback) && !canBind(loopback, port));
        } catch (IOException noSuchFamily) {
            return false;
        }
    }

    private static boolean answers(InetAddress address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), CONNECT_MILLIS);
            return true;
        } catch (IOException nobodyAnswers) {
            return false;
        }
    }

    /** Without IPv6, {@code ::1} cannot be bound, although it is not taken. */
    private static boolean isHere(InetAddress address) {
        return canBind(address, 0);
    }

    private static boolean canBind(InetAddress address, int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, address)) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
