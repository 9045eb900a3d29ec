package org.acme.launcher.child;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Describes a child process: its command, and how to find out whether it is ready.
 *
 * @param name what the user calls it, such as {@code checkout-protected}
 * @param command the program and its arguments
 * @param plainCommand tried once when {@code command} ends before it is ready: the same program
 *     without what makes it start faster; the same as {@code command} if there is nothing to leave
 *     out
 * @param environment variables it gets on top of the few that it inherits
 * @param folder the current folder of the process, which is created; nothing of ours is in it
 * @param log where its output goes, appended
 * @param ready asks whether it's ready for work; asked again and again while it starts
 */
public record ChildSpec(
        String name,
        List<String> command,
        List<String> plainCommand,
        Map<String, String> environment,
        Path folder,
        Path log,
        ReadyProbe ready) {

    public ChildSpec {
        command = List.copyOf(command);
        plainCommand = List.copyOf(plainCommand);
        environment = Map.copyOf(environment);
    }

    /** Describes a process that has only one command. */
    public ChildSpec(
            String name,
            List<String> command,
            Map<String, String> environment,
            Path folder,
            Path log,
            ReadyProbe ready) {
        this(name, command, command, environment, folder, log, ready);
    }
}
