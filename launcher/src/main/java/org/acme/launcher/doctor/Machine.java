package org.acme.launcher.doctor;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Answers the questions of the checks about a machine; tests replace it. */
interface Machine {

    /** Returns the folder of the repository. */
    Path root();

    Map<String, String> environment();

    /** Returns the name of the system, as in {@code os.name}. */
    String system();

    /** Returns the processor type, as in {@code os.arch}. */
    String architecture();

    String user();

    /** Returns the feature version of the running Java. */
    int java();

    String javaHome();

    /** Returns a sentence about why this Java cannot build; empty if it can. */
    Optional<String> compileTrouble();

    int processors();

    /**
     * Returns the bytes of memory that programs could still get; empty if the system does not
     * report it.
     */
    Optional<Long> availableMemory();

    /** Returns the bytes that can still be written below a folder. */
    long usableSpace(Path folder);

    boolean exists(Path file);

    /** Whether every user of the machine may read the file; true if files have no such modes. */
    boolean isReadableByAll(Path file);

    /**
     * Returns a sentence about why the folder, which may not exist yet, cannot be written; empty if
     * it can.
     */
    Optional<String> writeTrouble(Path folder);

    /** Returns what PostgreSQL would miss in that folder; empty if nothing. */
    Optional<String> databaseTrouble(Path folder);

    boolean isTaken(int port);

    boolean isTakenOnAnyInterface(int port);

    /** Whether another demo runs or builds in this clone. */
    boolean isInUse();

    /** Whether a PostgreSQL of a killed demo still runs on this clone's data. */
    boolean hasLeftoverServer();

    /** Whether everything is built from the current sources. */
    boolean isBuilt();

    /** Whether a TCP connection to the address is accepted within a second. */
    boolean connects(String host, int port);

    /** Returns the output of a command; empty if it fails, hangs or does not exist. */
    Optional<String> output(String... command);
}
