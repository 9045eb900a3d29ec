package org.acme.launcher.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.acme.launcher.stage.PortException;
import org.acme.launcher.stage.Ports;

/** Checks whether the ports are free, on both loopback addresses. */
final class PortsCheck implements Check {

    private static final String TOPIC = "Ports";

    @Override
    public List<Finding> look(Machine machine) {
        if (machine.isInUse()) {
            return List.of(
                    Finding.problem(
                            TOPIC,
                            "another ./demo is running or building in this folder",
                            "stop it with Ctrl-C in its terminal"));
        }
        try {
            return look(machine, Ports.from(machine.environment()));
        } catch (PortException wrong) {
            return List.of(
                    Finding.problem(
                            TOPIC,
                            String.valueOf(wrong.getMessage()),
                            "change or unset the variable"));
        }
    }

    private static List<Finding> look(Machine machine, Ports ports) {
        List<Finding> findings = new ArrayList<>();
        List<String> free = new ArrayList<>();
        boolean ours = machine.hasLeftoverServer();
        for (Map.Entry<String, Integer> each : ports.all().entrySet()) {
            int port = each.getValue();
            boolean leftover = ours && port == ports.postgres();
            if (leftover || !isTaken(machine, each.getKey(), port)) {
                free.add(Integer.toString(port));
            } else {
                findings.add(
                        Finding.problem(
                                TOPIC,
                                "port %d is taken by another program".formatted(port),
                                "stop that program, or choose another port: %s=%d ./demo"
                                        .formatted(each.getKey(), Ports.suggestion(port))));
            }
        }
        if (!free.isEmpty()) {
            findings.add(0, Finding.ok(TOPIC, "free: " + String.join(", ", free)));
        }
        return findings;
    }

    private static boolean isTaken(Machine machine, String variable, int port) {
        return machine.isTaken(port)
                || (variable.equals("AUDIENCE_PORT") && machine.isTakenOnAnyInterface(port));
    }
}
