package org.acme.systemtest.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.acme.systemtest.TestStage;

/** Every image has a version: ours that of the pom, others that of docker-compose.yml. */
final class Images {

    private static final String OURS = "localhost/circuit-breaker-workshop/";
    private static final Pattern VERSION =
            Pattern.compile(
                    "<artifactId>circuit-breaker-workshop</artifactId>\\s*<version>([^<]+)<");

    private Images() {}

    static boolean isOurs(Resource one) {
        return one.hasPods() && image(one).startsWith(OURS);
    }

    private static String image(Resource one) {
        return one.container().path("image").asText();
    }

    /** The module whose image it is, as docker-compose.yml builds it. */
    static String module(Resource one) throws IOException {
        String name = image(one).replaceFirst(":[^/]*$", "");
        for (JsonNode service :
                Manifests.yaml(TestStage.ROOT.resolve("docker-compose.yml")).path("services")) {
            if (service.path("image").asText().equals(name)) {
                return service.at("/build/args/MODULE").asText();
            }
        }
        throw new IllegalArgumentException("docker-compose.yml builds no image " + name);
    }

    static List<String> problems(List<Resource> all) throws IOException {
        String version = version();
        List<String> others = Files.readAllLines(TestStage.ROOT.resolve(".env"));
        List<String> problems = new ArrayList<>();
        for (Resource one : all) {
            if (isOurs(one)) {
                if (!image(one).endsWith(":" + version)) {
                    problems.add(one + " has the image " + image(one) + ", not " + version);
                }
                if (!one.container().path("imagePullPolicy").asText().equals("IfNotPresent")) {
                    problems.add(one + " pulls an image that was only loaded into the nodes");
                }
            } else if (one.hasPods()
                    && others.stream().noneMatch(line -> line.endsWith("=" + image(one)))) {
                problems.add(one + " has the image " + image(one) + ", which is not in .env");
            }
        }
        return problems;
    }

    private static String version() throws IOException {
        Matcher pom = VERSION.matcher(Files.readString(TestStage.ROOT.resolve("pom.xml")));
        if (!pom.find()) {
            throw new IllegalStateException("no version in pom.xml");
        }
        return pom.group(1);
    }
}
