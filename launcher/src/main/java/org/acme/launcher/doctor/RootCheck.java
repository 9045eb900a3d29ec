package org.acme.launcher.doctor;

import java.util.List;

/** Checks whether PostgreSQL may start: it refuses root, unless the system has user namespaces. */
final class RootCheck implements Check {

    @Override
    public List<Finding> look(Machine machine) {
        if (!machine.user().equals("root") || machine.system().startsWith("Windows")) {
            return List.of();
        }
        if (machine.output("unshare", "-U", "true").isPresent()) {
            return List.of(Finding.ok("User", "root; PostgreSQL runs in a user namespace"));
        }
        return List.of(
                Finding.problem(
                        "User",
                        "PostgreSQL refuses to run as root, and user namespaces are forbidden here",
                        "start ./demo as an ordinary user; in a container: docker run --user"
                                + " 1000"));
    }
}
