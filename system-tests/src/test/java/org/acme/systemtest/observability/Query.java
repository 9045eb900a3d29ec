package org.acme.systemtest.observability;

import java.util.Map;

/**
 * Something that a file asks Prometheus.
 *
 * @param where file and panel, for whoever reads a failure
 * @param legend how a series is named, with {@code {{label}}} in it; may be empty
 * @param instant whether only the present matters
 */
record Query(String where, String expr, String legend, boolean instant) {

    /** The question with every variable at "All", and five minutes on the screen. */
    String forAll() {
        return expr.replace("$__range", "5m").replaceAll("\\$(lane|name|service)\\b", ".*");
    }

    /** The legend's text for a series of these labels. */
    String nameOf(Map<String, String> labels) {
        String name = legend;
        for (Map.Entry<String, String> label : labels.entrySet()) {
            name = name.replace("{{" + label.getKey() + "}}", label.getValue());
        }
        return name.replaceAll("\\{\\{\\w+}}", "").strip();
    }

    @Override
    public String toString() {
        return where + ": " + expr;
    }
}
