package org.acme.systemtest.kubernetes;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * No field is misspelt or in the wrong place. The models of the Kubernetes client keep fields that
 * they do not know as additional properties; this looks for them in every object.
 */
final class UnknownFields {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ADDITIONAL = "additionalProperties";

    private static final Map<String, Class<?>> MODELS =
            Map.ofEntries(
                    Map.entry("v1 ConfigMap", ConfigMap.class),
                    Map.entry("v1 Namespace", Namespace.class),
                    Map.entry("v1 Secret", Secret.class),
                    Map.entry("v1 Service", Service.class),
                    Map.entry("v1 ServiceAccount", ServiceAccount.class),
                    Map.entry("apps/v1 Deployment", Deployment.class),
                    Map.entry("apps/v1 StatefulSet", StatefulSet.class),
                    Map.entry(
                            "autoscaling/v2 HorizontalPodAutoscaler",
                            HorizontalPodAutoscaler.class),
                    Map.entry("networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class),
                    Map.entry("policy/v1 PodDisruptionBudget", PodDisruptionBudget.class),
                    Map.entry("monitoring.coreos.com/v1 PrometheusRule", PrometheusRule.class),
                    Map.entry("monitoring.coreos.com/v1 ServiceMonitor", ServiceMonitor.class));

    private UnknownFields() {}

    static List<String> problems(List<Resource> all) {
        List<String> problems = new ArrayList<>();
        for (Resource one : all) {
            String type = one.at("/apiVersion").asText() + " " + one.kind();
            Class<?> model = MODELS.get(type);
            if (model == null) {
                problems.add(one.file() + ": no model for " + type);
                continue;
            }
            try {
                look(JSON.convertValue(one.json(), model), one.toString(), problems);
            } catch (IllegalArgumentException e) {
                problems.add(one + " cannot be read: " + e.getMessage());
            }
        }
        return problems;
    }

    private static void look(Object value, String path, List<String> problems) {
        if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                look(list.get(i), path + "[" + i + "]", problems);
            }
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, item) -> look(item, path + "." + key, problems));
        } else if (value != null && value.getClass().getName().startsWith("io.fabric8.")) {
            for (Field field : value.getClass().getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    lookAt(value, field, path, problems);
                }
            }
        }
    }

    private static void lookAt(Object owner, Field field, String path, List<String> problems) {
        try {
            field.setAccessible(true);
            Object value = field.get(owner);
            if (!field.getName().equals(ADDITIONAL)) {
                look(value, path + "." + field.getName(), problems);
            } else if (value instanceof Map<?, ?> unknown && !unknown.isEmpty()) {
                problems.add(path + " has unknown fields: " + unknown.keySet());
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
