package org.acme.workshop.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Maps idempotency keys to their orders, and finds keys with two orders. Not thread-safe. */
final class KeyIndex {

    private final int mostFindings;
    private final Map<String, String> orderOfKey = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();

    KeyIndex(int mostFindings) {
        this.mostFindings = mostFindings;
    }

    void add(Fact.Order order) {
        if (order.key().isEmpty()) {
            return;
        }
        String owner = orderOfKey.putIfAbsent(order.key(), order.orderId());
        if (owner == null || owner.equals(order.orderId())) {
            return;
        }
        String words = "key " + order.key() + " has orders " + owner + " and " + order.orderId();
        Finding finding = new Finding(Invariant.ONE_ORDER_A_KEY, words);
        if (!findings.contains(finding) && findings.size() < mostFindings) {
            findings.add(finding);
        }
    }

    void forget(Fact.Order order) {
        orderOfKey.remove(order.key(), order.orderId());
    }

    List<Finding> findings() {
        return findings;
    }
}
