package org.acme.systemtest.kubernetes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Everything that selects or names something finds it. */
final class References {

    private References() {}

    static List<String> problems(List<Resource> all) {
        List<String> problems = new ArrayList<>();
        for (Resource one : all) {
            switch (one.kind()) {
                case "Service" -> {
                    Map<String, String> wanted = Resource.texts(one.at("/spec/selector"));
                    expect(one, "selects no pods", all, problems, hasLabels(wanted));
                }
                case "Deployment", "StatefulSet" -> {
                    Selector own = new Selector(one.at("/spec/selector"));
                    expect(one, "does not select its own pods", List.of(one), problems, pods(own));
                    Selector spread =
                            new Selector(
                                    one.pod().at("/topologySpreadConstraints/0/labelSelector"));
                    expect(one, "spreads other pods", List.of(one), problems, pods(spread));
                    expectAccount(one, all, problems);
                }
                case "PodDisruptionBudget" ->
                        expect(
                                one,
                                "protects no pods",
                                all,
                                problems,
                                pods(new Selector(one.at("/spec/selector"))));
                case "ServiceMonitor" -> {
                    Selector services = new Selector(one.at("/spec/selector"));
                    expect(
                            one,
                            "monitors no Service",
                            all,
                            problems,
                            other -> other.is("Service") && services.matches(other.labels()));
                }
                case "HorizontalPodAutoscaler" -> {
                    String target = one.at("/spec/scaleTargetRef/name").asText();
                    expect(
                            one,
                            "scales nothing",
                            all,
                            problems,
                            other -> other.is("Deployment") && other.name().equals(target));
                }
                default -> {
                    // Selects nothing; network policies are looked at by CallGraph.
                }
            }
        }
        return problems;
    }

    private static void expectAccount(Resource one, List<Resource> all, List<String> problems) {
        String account = one.pod().path("serviceAccountName").asText();
        if (!account.isEmpty()) {
            expect(
                    one,
                    "has no ServiceAccount " + account,
                    all,
                    problems,
                    other -> other.is("ServiceAccount") && other.name().equals(account));
        }
    }

    private static Predicate<Resource> hasLabels(Map<String, String> wanted) {
        return other ->
                other.hasPods()
                        && !wanted.isEmpty()
                        && other.labels().entrySet().containsAll(wanted.entrySet());
    }

    private static Predicate<Resource> pods(Selector selector) {
        return other -> other.hasPods() && selector.matches(other.labels());
    }

    private static void expect(
            Resource one,
            String otherwise,
            List<Resource> all,
            List<String> problems,
            Predicate<Resource> wanted) {
        if (all.stream().noneMatch(wanted)) {
            problems.add(one + " " + otherwise);
        }
    }
}
