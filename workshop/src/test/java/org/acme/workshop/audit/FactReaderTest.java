package org.acme.workshop.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.acme.workshop.audit.FactReader.Page;
import org.acme.workshop.audit.FactReader.UnreadableException;
import org.acme.workshop.lane.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FactReaderTest {

    private static final String AT = "2026-01-01T12:00:00Z";
    private static final String END =
            "'next':'7-1','more':false,'complete':true,'horizon':'" + AT + "'}";

    @Test
    void order_isRead_withTheSumOfItsLines() throws Exception {
        Page page =
                page(
                        Service.CHECKOUT,
                        "{'orderId':'o1','idempotencyKey':'k1','createdAt':'%s','status':"
                                + "'confirmed','payment':'paid','totalMinor':1180,"
                                + "'currency':'EUR','lines':"
                                + "[{'sku':'TEA','quantity':1},{'sku':'TEA','quantity':2}]}");

        assertThat(page.facts())
                .containsExactly(
                        new Fact.Order(
                                "o1",
                                "k1",
                                Instant.parse(AT),
                                "CONFIRMED",
                                "PAID",
                                1180,
                                "EUR",
                                Map.of("TEA", 3L),
                                null));
        assertThat(page.next()).isEqualTo("7-1");
        assertThat(page.complete()).isTrue();
        assertThat(page.horizon()).isEqualTo(Instant.parse(AT));
    }

    @Test
    void tombstone_isAChargeWithoutId() throws Exception {
        Page page =
                page(
                        Service.PAYMENT,
                        "{'chargeId':null,'orderId':'o1','status':'voided','amountMinor':null,"
                                + "'currency':null,'changedAt':'%s'}");

        assertThat(page.facts())
                .containsExactly(new Fact.Charge(null, "o1", "voided", 0, "", Instant.parse(AT)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'reservation','state':'held','items':[],'changedAt':'%s'}",
                "{'type':'reservation','orderId':'o1','state':'held','changedAt':'%s'}",
                "{'type':'stock','sku':'TEA','stock':1.5,'changedAt':'%s'}",
                "{'type':'stock','sku':'TEA','stock':1,'changedAt':'yesterday'}",
                "{'type':'gift','sku':'TEA','changedAt':'%s'}"
            })
    void lineThatCannotBeUnderstood_isNotLeftOut(String line) {
        assertThatThrownBy(() -> page(Service.INVENTORY, line))
                .isInstanceOf(UnreadableException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "{}",
                "{'items':[],'more':false,'horizon':'2026-01-01T12:00:00Z'}",
                "{'items':[],'more':'no','complete':true,'horizon':'2026-01-01T12:00:00Z'}",
                "{'items':[],'more':false,'complete':true}",
                "{'items':{},'more':false,'complete':true,'horizon':'2026-01-01T12:00:00Z'}"
            })
    void pageThatSaysLessThanItMust_isNotBelieved(String page) {
        assertThatThrownBy(() -> FactReader.page(Service.CHECKOUT, json(page)))
                .isInstanceOf(UnreadableException.class);
    }

    private static Page page(Service service, String line) throws UnreadableException {
        return FactReader.page(service, json("{'items':[" + line.formatted(AT) + "]," + END));
    }

    private static byte[] json(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }
}
