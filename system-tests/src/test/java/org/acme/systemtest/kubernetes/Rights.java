package org.acme.systemtest.kubernetes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** No pod may do what it need not, and none may take all memory. */
final class Rights {

    /** By JSON pointer; the container's begin with {@code C}. */
    private static final Map<String, String> EXPECTED =
            Map.of(
                    "/automountServiceAccountToken", "false",
                    "/enableServiceLinks", "false",
                    "/securityContext/runAsNonRoot", "true",
                    "/securityContext/seccompProfile/type", "\"RuntimeDefault\"",
                    "C/securityContext/allowPrivilegeEscalation", "false",
                    "C/securityContext/readOnlyRootFilesystem", "true",
                    "C/securityContext/capabilities", "{\"drop\":[\"ALL\"]}");

    private static final List<String> NUMBERS =
            List.of("/securityContext/runAsUser", "/securityContext/runAsGroup");
    private static final List<String> LIMITS =
            List.of("/requests/cpu", "/requests/memory", "/limits/memory");
    private static final List<String> FORBIDDEN =
            List.of("hostNetwork", "hostPID", "hostIPC", "initContainers");

    private Rights() {}

    static List<String> problems(List<Resource> all) {
        List<String> problems = new ArrayList<>();
        all.stream().filter(Resource::hasPods).forEach(one -> ofPods(one, problems));
        for (Resource one : all) {
            if (one.is("ServiceAccount")
                    && one.at("/automountServiceAccountToken").asBoolean(true)) {
                problems.add(one + " gives its token to pods");
            }
        }
        return problems;
    }

    private static void ofPods(Resource one, List<String> problems) {
        EXPECTED.forEach(
                (pointer, expected) -> {
                    String found =
                            pointer.startsWith("C")
                                    ? one.container().at(pointer.substring(1)).toString()
                                    : one.pod().at(pointer).toString();
                    if (!found.equals(expected)) {
                        problems.add(one + ": " + pointer + " is not " + expected);
                    }
                });
        for (String pointer : NUMBERS) {
            if (one.pod().at(pointer).asInt(0) == 0) {
                problems.add(one + ": " + pointer + " is not a number above 0");
            }
        }
        for (String pointer : LIMITS) {
            if (one.container().path("resources").at(pointer).isMissingNode()) {
                problems.add(one + " does not set resources" + pointer);
            }
        }
        for (String field : FORBIDDEN) {
            if (one.pod().has(field)) {
                problems.add(one + " sets " + field);
            }
        }
        boolean writable =
                Resource.each(one.container().path("volumeMounts"))
                        .anyMatch(mount -> mount.path("mountPath").asText().equals("/tmp"));
        if (!writable) {
            problems.add(one + " has no /tmp to write to");
        }
    }
}
