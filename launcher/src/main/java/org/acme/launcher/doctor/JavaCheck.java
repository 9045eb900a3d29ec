package org.acme.launcher.doctor;

import java.util.List;
import java.util.Optional;

/** Checks whether there is a Java that is new enough and can compile. */
final class JavaCheck implements Check {

    private static final String TOPIC = "JDK";
    private static final int OLDEST = 17;
    private static final int NEWEST_TESTED = 25;

    @Override
    public List<Finding> look(Machine machine) {
        if (machine.java() < OLDEST) {
            return List.of(
                    Finding.problem(
                            TOPIC,
                            "Java " + machine.java() + " is too old",
                            "install a JDK 17 or newer, and set JAVA_HOME to it"));
        }
        Optional<String> trouble = machine.compileTrouble();
        if (trouble.isPresent()) {
            return List.of(
                    Finding.problem(
                            TOPIC,
                            trouble.get(),
                            "on Debian and Ubuntu: sudo apt install openjdk-17-jdk"));
        }
        String words = "Java " + machine.java() + ", " + machine.javaHome();
        return List.of(
                machine.java() <= NEWEST_TESTED
                        ? Finding.ok(TOPIC, words)
                        : Finding.note(
                                TOPIC,
                                words + ": newer than the tested versions, 17 and 25",
                                "if it fails, set JAVA_HOME to a JDK 17 or 25"));
    }
}
