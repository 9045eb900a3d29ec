package org.acme.workshop.audit;

import static org.acme.workshop.audit.AuditedLines.LATER;
import static org.acme.workshop.audit.AuditedLines.START;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Deliveries, held goods and stock are added up. */
class StockLedgerTest {

    private final AuditedLines lines = new AuditedLines();
    private OrderRecord lastRecord = new OrderRecord("none", START);

    @Test
    void stock_isDeliveredMinusHeld() {
        lines.tell(new Fact.Delivery("TEA", 100, START));
        lines.order("o1", "CONFIRMED");
        lines.charge("c1", "o1", "paid", 1180);
        lines.reservation("o1", true);
        lines.tell(new Fact.Stock("TEA", 98, START));

        lines.book.judgeStock(LATER);

        assertThat(lines.findings()).isEmpty();
    }

    @Test
    void stockThatDoesNotBalance_isFoundInACompleteReading() {
        lines.tell(new Fact.Delivery("TEA", 100, START));
        lines.tell(new Fact.Stock("TEA", 99, START));
        assertThat(lines.findings(Invariant.STOCK_BALANCES)).isEmpty();

        lines.book.judgeStock(LATER);

        assertThat(lines.findings(Invariant.STOCK_BALANCES))
                .singleElement()
                .asString()
                .contains("TEA");
    }

    @Test
    void negativeStock_isFoundAtOnce() {
        lines.tell(new Fact.Stock("TEA", -1, START));

        lines.book.judgeStock(LATER);

        assertThat(lines.findings(Invariant.STOCK_NOT_NEGATIVE)).hasSize(1);
    }

    @Test
    void goodsOfOrdersThatWerePutAway_stillCount() {
        lines.tell(new Fact.Delivery("TEA", 100, START));
        lines.confirmed("o1");
        lines.tell(new Fact.Stock("TEA", 98, START));
        lines.putAwayAll();

        lines.reservation("o1", false);
        lines.tell(new Fact.Stock("TEA", 100, LATER));
        lines.book.judgeStock(LATER);

        assertThat(lines.findings(Invariant.STOCK_BALANCES)).isEmpty();
        assertThat(lines.findings(Invariant.CONFIRMED_HAS_GOODS)).hasSize(1);
    }

    @Test
    void goodsThatCameUpReleased_areNotTakenForHeldAgain() {
        StockLedger stock = new StockLedger(1000);
        stock.delivered(new Fact.Delivery("TEA", 100, START));
        held(stock, "o1", true);
        stock.forget(lastRecord);
        held(stock, "o1", false);
        stock.forget(lastRecord);

        held(stock, "o1", false);
        stock.stock(new Fact.Stock("TEA", 100, START));
        stock.judge(LATER);

        assertThat(stock.findings()).isEmpty();
    }

    @Test
    void newGoods_areCounted_howeverManyHaveBeenForgotten() {
        StockLedger stock = new StockLedger(4);
        stock.delivered(new Fact.Delivery("TEA", 100, START));
        for (int i = 0; i < 20; i++) {
            held(stock, "o" + i, true);
            stock.forget(lastRecord);
        }
        stock.stock(new Fact.Stock("TEA", 60, START));
        stock.judge(LATER);

        assertThat(stock.findings()).isEmpty();
        assertThat(stock.isKnown()).isTrue();
    }

    @Test
    void goodsOfAnOrderForgottenTooLongAgo_makeTheStockUnknown() {
        StockLedger stock = new StockLedger(4);
        for (int i = 0; i < 20; i++) {
            held(stock, "o" + i, true);
            stock.forget(lastRecord);
        }

        held(stock, "o0", false);

        assertThat(stock.isKnown()).isFalse();
    }

    private void held(StockLedger stock, String id, boolean isHeld) {
        lastRecord = new OrderRecord(id, START);
        Instant createdAt = START.plusSeconds(Integer.parseInt(id.substring(1)));
        lastRecord.put(AuditedLines.order(id, "k", createdAt, "CONFIRMED", 1, START));
        stock.reserved(lastRecord, new Fact.Reservation(id, isHeld, Map.of("TEA", 2L), START));
    }
}
