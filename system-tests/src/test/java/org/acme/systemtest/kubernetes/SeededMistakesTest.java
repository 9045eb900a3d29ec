package org.acme.systemtest.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The test of the checks: a mistake in one place, and the right check finds it. */
class SeededMistakesTest {

    /** A resource by its words, and what is done to it. */
    private record Mistake(Check finder, String resource, String what, Consumer<Resource> seed) {
        @Override
        public String toString() {
            return finder + ": " + resource + " " + what;
        }
    }

    private static final String CHECKOUT = "Deployment checkout-protected";
    private static final String CONTAINER = "/spec/template/spec/containers/0";

    static Stream<Mistake> mistakes() {
        return Stream.of(
                put(Check.UNKNOWN_FIELDS, CHECKOUT, CONTAINER, "readinesProbe", "{}"),
                put(
                        Check.UNKNOWN_FIELDS,
                        "ServiceMonitor services",
                        "/spec/endpoints/0",
                        "pth",
                        "x"),
                put(Check.UNKNOWN_FIELDS, CHECKOUT, "/spec", "minReadySeconds", "soon"),
                put(Check.SELECTORS, "Service payment-protected", "/spec/selector", "lane", "x"),
                put(Check.SELECTORS, CHECKOUT, "/spec/template/metadata/labels", "lane", "x"),
                put(Check.SELECTORS, CHECKOUT, "/spec/template/spec", "serviceAccountName", "x"),
                put(
                        Check.SELECTORS,
                        "PodDisruptionBudget checkout-protected",
                        "/spec/selector/matchLabels",
                        "lane",
                        "x"),
                put(
                        Check.SELECTORS,
                        "HorizontalPodAutoscaler checkout-protected",
                        "/spec/scaleTargetRef",
                        "name",
                        "checkout"),
                put(
                        Check.SELECTORS,
                        "ServiceMonitor workshop",
                        "/spec/selector/matchLabels",
                        "app.kubernetes.io/name",
                        "x"),
                put(
                        Check.PORTS_AND_PATHS,
                        CHECKOUT,
                        CONTAINER + "/readinessProbe/httpGet",
                        "port",
                        "x"),
                put(
                        Check.PORTS_AND_PATHS,
                        CHECKOUT,
                        CONTAINER + "/livenessProbe/httpGet",
                        "path",
                        "/q/health"),
                put(
                        Check.PORTS_AND_PATHS,
                        CHECKOUT,
                        CONTAINER + "/readinessProbe/httpGet",
                        "path",
                        "/q/health/live"),
                remove(Check.PORTS_AND_PATHS, CHECKOUT, CONTAINER, "startupProbe"),
                put(
                        Check.PORTS_AND_PATHS,
                        "Service workshop",
                        "/spec/ports/0",
                        "targetPort",
                        "web"),
                put(
                        Check.PORTS_AND_PATHS,
                        "ServiceMonitor services",
                        "/spec/endpoints/0",
                        "port",
                        "web"),
                variable("PAYMENT_ULR", "http://payment-$(LANE):8080"),
                variable("CHECKOUT_SETTLEMENT_PERSECOND", "20"),
                put(Check.ENVIRONMENT, "ConfigMap demo", "/data", "FAULT_ENABLED", "true"),
                new Mistake(
                        Check.ENVIRONMENT,
                        CHECKOUT,
                        "has LANE last",
                        one -> {
                            ArrayNode env = (ArrayNode) one.at(CONTAINER + "/env");
                            env.add(env.remove(0));
                        }),
                put(
                        Check.IMAGES,
                        CHECKOUT,
                        CONTAINER,
                        "image",
                        "localhost/circuit-breaker-workshop/checkout"),
                put(
                        Check.IMAGES,
                        CHECKOUT,
                        CONTAINER,
                        "image",
                        "localhost/circuit-breaker-workshop/checkout:latest"),
                put(
                        Check.IMAGES,
                        "StatefulSet postgres",
                        CONTAINER,
                        "image",
                        "docker.io/library/postgres:18"),
                remove(
                        Check.RIGHTS_AND_LIMITS,
                        CHECKOUT,
                        CONTAINER + "/resources/limits",
                        "memory"),
                remove(
                        Check.RIGHTS_AND_LIMITS,
                        CHECKOUT,
                        "/spec/template/spec/securityContext",
                        "runAsUser"),
                remove(
                        Check.RIGHTS_AND_LIMITS,
                        CHECKOUT,
                        CONTAINER + "/securityContext",
                        "capabilities"),
                remove(
                        Check.RIGHTS_AND_LIMITS,
                        "StatefulSet postgres",
                        "/spec/template/spec",
                        "automountServiceAccountToken"),
                put(
                        Check.RIGHTS_AND_LIMITS,
                        CHECKOUT,
                        "/spec/template/spec",
                        "hostNetwork",
                        "true"),
                put(
                        Check.SHUTDOWN,
                        CHECKOUT,
                        "/spec/template/spec",
                        "terminationGracePeriodSeconds",
                        "16"),
                put(Check.SHUTDOWN, CHECKOUT, CONTAINER + "/readinessProbe", "periodSeconds", "2"),
                setVariable(CHECKOUT, "QUARKUS_SHUTDOWN_DELAY", ""),
                setVariable(CHECKOUT, "QUARKUS_SHUTDOWN_TIMEOUT", "1S"),
                setVariable("Deployment checkout-unprotected", "QUARKUS_SHUTDOWN_TIMEOUT", "10S"),
                remove(Check.CALL_GRAPH, "NetworkPolicy default-deny", "/spec", "policyTypes"),
                remove(Check.CALL_GRAPH, "NetworkPolicy names", "/spec", "egress"),
                remove(Check.CALL_GRAPH, "NetworkPolicy from-monitoring", "/spec", "ingress"),
                put(
                        Check.CALL_GRAPH,
                        "NetworkPolicy called-protected",
                        "/spec/ingress/0/ports/0",
                        "port",
                        "8081"),
                new Mistake(
                        Check.CALL_GRAPH,
                        "NetworkPolicy checkout-protected",
                        "may call the other lane",
                        one ->
                                ((ObjectNode) one.at("/spec/egress/0/to/0/podSelector/matchLabels"))
                                        .remove("lane")),
                put(
                        Check.RULES,
                        "PrometheusRule circuit-breaker-workshop",
                        "/spec/groups/0/rules/0",
                        "expr",
                        "vector(1)"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void mistake_isFound(Mistake mistake) throws IOException {
        List<Resource> all = new ArrayList<>(Manifests.all());
        for (Resource one : all) {
            if (one.toString().equals(mistake.resource())) {
                mistake.seed().accept(one);
            }
        }

        assertThat(mistake.finder().problems(all)).isNotEmpty();
    }

    /** A seed that meets nothing would prove nothing. */
    @Test
    void everyCheck_hasAMistake_andEveryMistakeMeetsAResource() throws IOException {
        List<String> resources = Manifests.all().stream().map(Resource::toString).toList();

        assertThat(mistakes()).allSatisfy(one -> assertThat(resources).contains(one.resource()));
        assertThat(mistakes().map(Mistake::finder).collect(Collectors.toSet()))
                .isEqualTo(EnumSet.allOf(Check.class));
    }

    private static Mistake put(
            Check finder, String resource, String pointer, String field, String value) {
        return new Mistake(
                finder,
                resource,
                "has " + field + " = " + value,
                one -> node(one, pointer).set(field, value(value)));
    }

    private static com.fasterxml.jackson.databind.JsonNode value(String text) {
        return text.matches("\\d+")
                ? com.fasterxml.jackson.databind.node.IntNode.valueOf(Integer.parseInt(text))
                : TextNode.valueOf(text);
    }

    private static Mistake remove(Check finder, String resource, String pointer, String field) {
        return new Mistake(
                finder, resource, "has no " + field, one -> node(one, pointer).remove(field));
    }

    private static Mistake variable(String name, String value) {
        return new Mistake(
                Check.ENVIRONMENT,
                CHECKOUT,
                "sets " + name,
                one ->
                        ((ArrayNode) one.at(CONTAINER + "/env"))
                                .addObject()
                                .put("name", name)
                                .put("value", value));
    }

    private static Mistake setVariable(String resource, String name, String value) {
        return new Mistake(
                Check.SHUTDOWN,
                resource,
                "sets " + name + " = " + value,
                one ->
                        Resource.each(one.container().path("env"))
                                .filter(v -> v.path("name").asText().equals(name))
                                .forEach(v -> ((ObjectNode) v).put("value", value)));
    }

    private static ObjectNode node(Resource one, String pointer) {
        if (one.at(pointer) instanceof ObjectNode object) {
            return object;
        }
        throw new AssertionError(
                one
                        + " has nothing at "
                        + pointer
                        + ", only "
                        + Arrays.toString(one.json().toString().split(",", 3)));
    }
}
