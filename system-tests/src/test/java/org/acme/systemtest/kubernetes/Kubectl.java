package org.acme.systemtest.kubernetes;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.acme.systemtest.TestStage;

/** Kustomize, as kubectl brings it; it needs no cluster for this. */
final class Kubectl {

    private Kubectl() {}

    static boolean isInstalled() {
        return isOnThePath("kubectl");
    }

    static boolean isOnThePath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** What {@code kubectl apply -k} would send for all folders that are applied. */
    static List<Resource> renderAll() throws IOException, InterruptedException {
        List<Resource> all = new ArrayList<>();
        for (String folder : List.of("stage", "monitoring", "policies")) {
            all.addAll(render(folder));
        }
        return all;
    }

    private static List<Resource> render(String folder) throws IOException, InterruptedException {
        Process kubectl =
                new ProcessBuilder("kubectl", "kustomize", "kubernetes/" + folder)
                        .directory(TestStage.ROOT.toFile())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        String text = new String(kubectl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (kubectl.waitFor() != 0) {
            throw new AssertionError("kubectl kustomize kubernetes/" + folder + " failed");
        }
        return Manifests.parse(Path.of("kubectl kustomize kubernetes", folder), text);
    }
}
