package org.acme.gateway.charge;

import static org.acme.gateway.Gateway.unique;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agroal.api.AgroalDataSource;
import jakarta.inject.Inject;
import org.acme.gateway.GatewayTest;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the database itself refuses, whatever code asks for it. */
@GatewayTest
class LedgerConstraintsTest {

    @Inject AgroalDataSource database;
    private final String order = unique();

    @BeforeEach
    void enterOrder() {
        execute("insert into merchant_order (order_id) values (?)", order);
    }

    @Test
    void twoUnrefundedCharges_ofOneOrder_areImpossible() {
        insert(unique(), "paid");

        assertThatThrownBy(() -> insert(unique(), "paid"))
                .hasMessageContaining("charge_unrefunded_once");
    }

    @Test
    void anotherCharge_afterARefund_isPossible() {
        insert(unique(), "refunded");
        insert(unique(), "paid");
    }

    @Test
    void unrefundedCharge_ofAVoidedOrder_isImpossible() {
        execute("update merchant_order set voided_at = now() where order_id = ?", order);

        assertThatThrownBy(() -> insert(unique(), "paid")).hasMessageContaining("needs_open");
    }

    @Test
    void voiding_beforeTheRefund_isImpossible() {
        insert(unique(), "paid");

        assertThatThrownBy(
                        () ->
                                execute(
                                        "update merchant_order set voided_at = now() where order_id = ?",
                                        order))
                .hasMessageContaining("needs_open");
    }

    @Test
    void oneKey_forTwoCharges_isImpossible() {
        String key = unique();
        insert(key, "refunded");

        assertThatThrownBy(() -> insert(key, "paid")).hasMessageContaining("idempotency_key");
    }

    private void insert(String key, String status) {
        execute(
                """
                insert into charge (order_id, idempotency_key, amount_minor, currency, card_token, status)
                values (?, ?, 1, 'EUR', 'tok_ok', ?)
                """,
                order,
                key,
                status);
    }

    private void execute(String sql, Object... values) {
        Jdbi.create(database).useHandle(handle -> handle.execute(sql, values));
    }
}
