package org.acme.launcher.stage;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.acme.launcher.machine.PortProbe;

/**
 * Which port everything listens on, by the name of the environment variable that changes it. The
 * same names stand in {@code .env} of the containers.
 */
public final class Ports {

    private static final String CONTROL_ROOM = "CONTROL_ROOM_PORT";
    private static final String POSTGRES = "POSTGRES_PORT";
    private static final String AUDIENCE = "AUDIENCE_PORT";
    private static final int HIGHEST = 65_535;

    private final Map<String, Integer> byVariable;

    private Ports(Map<String, Integer> byVariable) {
        this.byVariable = byVariable;
    }

    private static Map<String, Integer> standard() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put(CONTROL_ROOM, 8080);
        ports.put(variable(Role.CHECKOUT, Lane.PROTECTED), 8081);
        ports.put(variable(Role.CHECKOUT, Lane.UNPROTECTED), 8181);
        ports.put(variable(Role.PAYMENT, Lane.PROTECTED), 8082);
        ports.put(variable(Role.PAYMENT, Lane.UNPROTECTED), 8182);
        ports.put(variable(Role.INVENTORY, Lane.PROTECTED), 8083);
        ports.put(variable(Role.INVENTORY, Lane.UNPROTECTED), 8183);
        ports.put(POSTGRES, 5433);
        return ports;
    }

    private static String variable(Role role, Lane lane) {
        return role + "_" + lane + "_PORT";
    }

    /**
     * The usual ports, each changed by its variable where that is set.
     *
     * @throws PortException when a variable isn't a port, or two are the same
     */
    public static Ports from(Map<String, String> environment) throws PortException {
        Map<String, Integer> ports = standard();
        for (Map.Entry<String, Integer> port : ports.entrySet()) {
            String value = environment.get(port.getKey());
            if (value != null && !value.isBlank()) {
                port.setValue(parse(port.getKey(), value.strip()));
            }
        }
        String audience = environment.getOrDefault(AUDIENCE, "").strip();
        if (!audience.isEmpty()) {
            ports.put(AUDIENCE, parse(AUDIENCE, audience));
        }
        refuseDuplicates(ports);
        return new Ports(ports);
    }

    private static int parse(String variable, String value) throws PortException {
        try {
            int port = Integer.parseInt(value);
            if (port >= 1 && port <= HIGHEST) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Said below, like a number out of range.
        }
        throw new PortException(
                variable + " must be a port from 1 to " + HIGHEST + ", but is " + value);
    }

    private static void refuseDuplicates(Map<String, Integer> ports) throws PortException {
        Map<Integer, String> seen = new HashMap<>();
        for (Map.Entry<String, Integer> port : ports.entrySet()) {
            String other = seen.put(port.getValue(), port.getKey());
            if (other != null) {
                throw new PortException(
                        other + " and " + port.getKey() + " are both " + port.getValue());
            }
        }
    }

    /** Ports that nobody uses at the moment, for tests. */
    public static Ports free() throws IOException {
        Map<String, Integer> ports = standard();
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (Map.Entry<String, Integer> port : ports.entrySet()) {
                ServerSocket socket = new ServerSocket(0, 1, loopback());
                held.add(socket);
                port.setValue(socket.getLocalPort());
            }
        } finally {
            for (ServerSocket socket : held) {
                socket.close();
            }
        }
        return new Ports(ports);
    }

    public int controlRoom() {
        return of(CONTROL_ROOM);
    }

    public int postgres() {
        return of(POSTGRES);
    }

    /** Where phones in the same network watch; empty unless it is asked for. */
    public Optional<Integer> audience() {
        return Optional.ofNullable(byVariable.get(AUDIENCE));
    }

    /** All of them by the name of their variable, in the order in which they are told. */
    public Map<String, Integer> all() {
        return Collections.unmodifiableMap(byVariable);
    }

    public int of(Role role, Lane lane) {
        return of(variable(role, lane));
    }

    private int of(String variable) {
        Integer port = byVariable.get(variable);
        if (port == null) {
            throw new IllegalArgumentException("no such port: " + variable);
        }
        return port;
    }

    /** A message for the user about the ports that others listen on; empty when there are none. */
    public Optional<String> taken() {
        return taken(false);
    }

    /**
     * Does the same as {@link #taken()}.
     *
     * @param ownPostgres whether PostgreSQL's port may be taken, by a server that is ours
     */
    public Optional<String> taken(boolean ownPostgres) {
        List<Map.Entry<String, Integer>> taken =
                byVariable.entrySet().stream()
                        .filter(port -> !(ownPostgres && port.getKey().equals(POSTGRES)))
                        .filter(port -> isTaken(port.getKey(), port.getValue()))
                        .toList();
        if (taken.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                "%s%nStop these programs, or choose other ports: %s ./demo"
                        .formatted(whoHas(taken), others(taken)));
    }

    private String whoHas(List<Map.Entry<String, Integer>> taken) {
        if (OtherDemo.isAt(controlRoom())) {
            return "Another ./demo or docker compose is running from another folder; its control room is http://127.0.0.1:%d."
                    .formatted(controlRoom());
        }
        return taken.stream()
                .map(port -> takenBy(port.getKey(), port.getValue()))
                .collect(Collectors.joining("\n"));
    }

    private static String others(List<Map.Entry<String, Integer>> taken) {
        return taken.stream()
                .map(port -> port.getKey() + "=" + suggestion(port.getValue()))
                .collect(Collectors.joining(" "));
    }

    private static String takenBy(String variable, int port) {
        return "Port %d is taken by another program, but %s needs it."
                .formatted(port, nameOf(variable));
    }

    /** A port to offer instead of one that is taken: often free, but nobody has looked. */
    public static int suggestion(int taken) {
        return taken + 10_000 <= HIGHEST ? taken + 10_000 : taken - 10_000;
    }

    /** {@code CHECKOUT_PROTECTED_PORT} belongs to checkout-protected. */
    private static String nameOf(String variable) {
        return variable.substring(0, variable.length() - "_PORT".length())
                .toLowerCase(Locale.ROOT)
                .replace('_', '-');
    }

    /** The audience's port is open on every interface; all others on this machine only. */
    private static boolean isTaken(String variable, int port) {
        return PortProbe.isTaken(port)
                || (variable.equals(AUDIENCE) && PortProbe.isTakenOnAnyInterface(port));
    }

    private static InetAddress loopback() throws IOException {
        return InetAddress.getByName("127.0.0.1");
    }
}
