package org.acme.systemtest.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The network policies allow the calls that the programs' settings name, and no others, at each end
 * for itself: what a pod may send, and by whom it may be reached.
 */
final class CallGraph {

    private static final Pattern ADDRESS =
            Pattern.compile("(?:http|postgresql)://([a-z-]+):(\\d+)");
    private static final String MONITORING = "monitoring";

    private CallGraph() {}

    static List<String> problems(List<Resource> all) {
        List<String> problems = new ArrayList<>();
        Set<String> wanted = wanted(all);
        compare(wanted, reachable(all), "may be reached", problems);
        wanted.removeIf(call -> call.startsWith(MONITORING + " "));
        compare(wanted, sendable(all), "may be sent", problems);
        for (Resource pod : pods(all)) {
            if (!findsNames(all, pod)) {
                problems.add("not allowed: " + pod.name() + " -> the cluster's name server");
            }
        }
        if (all.stream().noneMatch(CallGraph::deniesEverything)) {
            problems.add("no policy denies everything to the pods that no other one selects");
        }
        return problems;
    }

    private static void compare(
            Set<String> wanted, Set<String> allowed, String how, List<String> problems) {
        for (String call : wanted) {
            if (!allowed.contains(call)) {
                problems.add("not allowed: " + call);
            }
        }
        for (String call : allowed) {
            if (!wanted.contains(call)) {
                problems.add(how + ", but nobody needs it: " + call);
            }
        }
    }

    private static boolean deniesEverything(Resource policy) {
        return policy.is("NetworkPolicy")
                && policy.at("/spec/podSelector").isEmpty()
                && policy.at("/spec/policyTypes").size() == 2
                && policy.at("/spec/ingress").isMissingNode()
                && policy.at("/spec/egress").isMissingNode();
    }

    private static boolean findsNames(List<Resource> all, Resource pod) {
        return all.stream()
                .filter(one -> one.is("NetworkPolicy"))
                .filter(one -> new Selector(one.at("/spec/podSelector")).matches(pod.labels()))
                .flatMap(one -> Resource.each(one.at("/spec/egress")))
                .flatMap(rule -> Resource.each(rule.path("ports")))
                .anyMatch(port -> port.path("port").asInt() == 53);
    }

    /** From the addresses in the variables of each pod, and from what is scraped. */
    private static Set<String> wanted(List<Resource> all) {
        Set<String> calls = new TreeSet<>();
        for (Resource caller : pods(all)) {
            for (JsonNode variable : caller.container().path("env")) {
                Matcher address = ADDRESS.matcher(caller.value(variable));
                while (address.find()) {
                    called(all, address.group(1))
                            .forEach(pod -> calls.add(call(caller.name(), pod, address.group(2))));
                }
            }
        }
        for (Resource monitor : all) {
            if (monitor.is("ServiceMonitor")) {
                Selector services = new Selector(monitor.at("/spec/selector"));
                all.stream()
                        .filter(one -> one.is("Service") && services.matches(one.labels()))
                        .flatMap(one -> called(all, one.name()).stream())
                        .forEach(pod -> calls.add(call(MONITORING, pod, "8080")));
            }
        }
        return calls;
    }

    private static List<Resource> called(List<Resource> all, String service) {
        List<Resource> services =
                all.stream()
                        .filter(one -> one.is("Service") && one.name().equals(service))
                        .toList();
        if (services.isEmpty()) {
            throw new AssertionError("there is no Service " + service);
        }
        Map<String, String> selected = Resource.texts(services.get(0).at("/spec/selector"));
        return pods(all).stream()
                .filter(pod -> pod.labels().entrySet().containsAll(selected.entrySet()))
                .toList();
    }

    private static Set<String> sendable(List<Resource> all) {
        Set<String> calls = new TreeSet<>();
        for (Resource callee : pods(all)) {
            for (Resource caller : pods(all)) {
                if (caller != callee
                        && permits(all, "egress", "to", caller, callee, port(callee))) {
                    calls.add(call(caller.name(), callee, port(callee)));
                }
            }
        }
        return calls;
    }

    private static Set<String> reachable(List<Resource> all) {
        Set<String> calls = new TreeSet<>();
        for (Resource callee : pods(all)) {
            for (Resource caller : pods(all)) {
                if (caller != callee
                        && permits(all, "ingress", "from", callee, caller, port(callee))) {
                    calls.add(call(caller.name(), callee, port(callee)));
                }
            }
            if (permits(all, "ingress", "from", callee, null, port(callee))) {
                calls.add(call(MONITORING, callee, port(callee)));
            }
        }
        return calls;
    }

    private static String port(Resource callee) {
        return callee.container().at("/ports/0/containerPort").asText();
    }

    /** Whether a pod may talk; the other one is null for a pod of the monitoring's namespace. */
    private static boolean permits(
            List<Resource> all,
            String direction,
            String peers,
            Resource pod,
            @Nullable Resource other,
            String port) {
        boolean restricted = false;
        for (Resource policy : all) {
            boolean applies =
                    policy.is("NetworkPolicy")
                            && new Selector(policy.at("/spec/podSelector")).matches(pod.labels())
                            && policy.at("/spec/policyTypes")
                                    .toString()
                                    .toLowerCase(Locale.ROOT)
                                    .contains(direction);
            restricted |= applies;
            for (JsonNode rule : applies ? policy.at("/spec/" + direction) : List.<JsonNode>of()) {
                boolean samePort =
                        Resource.each(rule.path("ports"))
                                .anyMatch(p -> p.path("port").asText().equals(port));
                boolean samePeer =
                        Resource.each(rule.path(peers)).anyMatch(peer -> isPeer(peer, other));
                if (samePort && samePeer) {
                    return true;
                }
            }
        }
        return !restricted;
    }

    private static boolean isPeer(JsonNode peer, @Nullable Resource other) {
        String namespace =
                peer.at("/namespaceSelector/matchLabels/kubernetes.io~1metadata.name").asText();
        if (other == null) {
            return namespace.equals(MONITORING);
        }
        return namespace.isEmpty()
                && peer.has("podSelector")
                && new Selector(peer.path("podSelector")).matches(other.labels());
    }

    private static List<Resource> pods(List<Resource> all) {
        return all.stream().filter(Resource::hasPods).toList();
    }

    private static String call(String caller, Resource callee, String port) {
        return caller + " -> " + callee.name() + ":" + port;
    }
}
