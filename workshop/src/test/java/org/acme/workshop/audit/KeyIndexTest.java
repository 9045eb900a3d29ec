package org.acme.workshop.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeyIndexTest {

    private final KeyIndex keys = new KeyIndex(2);

    @Test
    void sameOrderAgain_isNoFinding() {
        keys.add(order("o1", "k"));
        keys.add(order("o1", "k"));

        assertThat(keys.findings()).isEmpty();
    }

    @Test
    void keyWithTwoOrders_isFoundOnce() {
        keys.add(order("o1", "k"));
        keys.add(order("o2", "k"));
        keys.add(order("o2", "k"));

        assertThat(keys.findings()).singleElement().asString().contains("k", "o1", "o2");
    }

    @Test
    void ordersWithoutAKey_shareNothing() {
        keys.add(order("o1", ""));
        keys.add(order("o2", ""));

        assertThat(keys.findings()).isEmpty();
    }

    @Test
    void forgottenOrder_givesItsKeyFree() {
        keys.add(order("o1", "k"));
        keys.forget(order("o2", "k"));
        keys.add(order("o2", "k"));
        assertThat(keys.findings()).hasSize(1);

        keys.forget(order("o1", "k"));
        keys.add(order("o3", "k"));
        assertThat(keys.findings()).hasSize(1);
    }

    @Test
    void findings_areBounded() {
        keys.add(order("o1", "k"));
        for (int i = 2; i < 10; i++) {
            keys.add(order("o" + i, "k"));
        }

        assertThat(keys.findings()).hasSize(2);
    }

    private static Fact.Order order(String id, String key) {
        return AuditedLines.order(id, key, AuditedLines.START, "CONFIRMED", 1180, null);
    }
}
