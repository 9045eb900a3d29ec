package org.acme.launcher.doctor;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What the checks ask of a machine; tests give them one that is as they need it. */
interface Machine {

    /** Returns the folder of the repository. */
    Path root();

    Map<String, String> environment();

    /** As in {@code os.name}. */
    String system();

    /** As in {@code os.arch}. */
    String architecture();

    String user();

    /** Feature version of the Java that runs this. */
    int java();

    String javaHome();

    /** A sentence about why this Java can't build; empty if it can. */
    Optional<String> compileTrouble();

    int processors();

    /** Bytes that the system could give to programs; empty where it doesn't say. */
    Optional<Long> availableMemory();

    /** Bytes that may still be written below a folder. */
    long usableSpace(Path folder);

    boolean exists(Path file);

    /** Whether every user of the machine may read the file; true where files have no such modes. */
    boolean isReadableByAll(Path file);

    /** A sentence about why nothing can be written into the folder, be it there yet or not. */
    Optional<String> writeTrouble(Path folder);

    /** What PostgreSQL would miss in that folder; empty if nothing. */
    Optional<String> databaseTrouble(Path folder);

    boolean isTaken(int port);

    boolean isTakenOnAnyInterface(int port);

    /** Whether another demo runs or builds in this clone. */
    boolean isInUse();

    /** Whether a PostgreSQL that a killed demo has left runs on this clone's data. */
    boolean hasLeftoverServer();

    /** Whether everything is built from the current sources. */
    boolean isBuilt();

    /** Whether a TCP connection to the address is accepted within a second. */
    boolean connects(String host, int port);

    /** The output of a command that ends with 0; empty if it fails, hangs or isn't there. */
    Optional<String> output(String... command);
}
