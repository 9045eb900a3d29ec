package org.acme.launcher.play;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Saves finished runs: {@code NAME-ID.html} is the report with plots, {@code NAME-ID.json} is the
 * run as data, with the machine that played it. {@code stage/figures} reads the data.
 *
 * @param folder where the files go; created when missing
 */
public record SavedRuns(Path folder) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Saves a finished run and returns the page.
     *
     * @throws IOException when the control room does not answer or a file cannot be written
     */
    public Path save(ControlRoom controlRoom, RunView run)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        String name = run.scenario() + "-" + run.id();
        Path page = folder.resolve(name + ".html");
        Files.writeString(page, controlRoom.report(run.id()));
        ObjectNode data = JSON.createObjectNode();
        data.set("machine", machine());
        data.set("run", JSON.readTree(controlRoom.document(run.id())));
        Files.writeString(
                folder.resolve(name + ".json"),
                JSON.writerWithDefaultPrettyPrinter().writeValueAsString(data));
        return page;
    }

    private static ObjectNode machine() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        return JSON.createObjectNode()
                .put("cores", system.getAvailableProcessors())
                .put("load", system.getSystemLoadAverage())
                .put("java", Runtime.version().feature())
                .put("os", system.getName());
    }
}
