package org.acme.gateway.audit;

import static io.restassured.RestAssured.given;
import static org.acme.gateway.Gateway.charge;
import static org.acme.gateway.Gateway.unique;
import static org.acme.gateway.Gateway.voidOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.agroal.api.AgroalDataSource;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.acme.gateway.GatewayTest;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@GatewayTest
class AuditTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    @Inject AgroalDataSource database;
    private final String order = unique();

    @Test
    void read_chargeThenVoid_showsTheRefundOnce_andTheTombstone() {
        String start = end();
        String id = charge(unique(), order, "tok_ok").statusCode(201).extract().path("chargeId");
        JsonPath paid = readSomething(start, 1000);
        voidOrder(order).statusCode(200);

        assertThat(items(paid))
                .singleElement()
                .satisfies(item -> assertThat(item).containsEntry("status", "paid"));
        List<Map<String, Object>> later = items(readSomething(paid.getString("next"), 1000));
        assertThat(later)
                .extracting(item -> item.get("status"))
                .containsExactlyInAnyOrder("refunded", "voided");
        assertThat(later)
                .filteredOn(item -> id.equals(item.get("chargeId")))
                .singleElement()
                .satisfies(
                        item ->
                                assertThat(item)
                                        .containsEntry("status", "refunded")
                                        .containsEntry("amountMinor", 1180)
                                        .containsEntry("currency", "EUR")
                                        .containsKey("changedAt"));
    }

    @Test
    void read_voidWithoutCharge_showsTheTombstone() {
        String start = end();
        voidOrder(order).statusCode(200);

        assertThat(items(readSomething(start, 1000)))
                .singleElement()
                .satisfies(
                        item ->
                                assertThat(item)
                                        .containsEntry("orderId", order)
                                        .containsEntry("status", "voided")
                                        .containsEntry("chargeId", null)
                                        .containsEntry("amountMinor", null));
    }

    @Test
    void read_pages_coverEverythingOnce() {
        String cursor = end();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            String each = unique();
            charge(unique(), each, i % 2 == 0 ? "tok_ok" : "tok_declined");
            expected.add(each);
        }

        List<String> seen = new ArrayList<>();
        while (seen.size() < expected.size()) {
            JsonPath page = readSomething(cursor, 2);
            seen.addAll(page.getList("items.orderId"));
            cursor = page.getString("next");
        }

        assertThat(seen).isEqualTo(expected);
        assertThat(items(read(cursor, 2))).isEmpty();
        assertThat(read(cursor, 2).getString("next")).isEqualTo(cursor);
    }

    @Test
    void read_lateCommit_isNotSkipped() {
        String cursor = end();
        String early = unique();
        try (Handle late = Jdbi.create(database).open()) {
            late.begin();
            late.execute(
                    "insert into merchant_order (order_id, voided_at) values (?, now())", early);
            voidOrder(order).statusCode(200);

            JsonPath meanwhile = read(cursor, 1000);
            assertThat(items(meanwhile)).isEmpty();
            cursor = meanwhile.getString("next");
            assertThat(meanwhile.getBoolean("complete")).isFalse();
            assertThat(Instant.parse(meanwhile.getString("horizon")))
                    .isBeforeOrEqualTo(late.createQuery("select now()").mapTo(Instant.class).one());
            late.commit();
        }

        String from = cursor;
        await().atMost(TIMEOUT)
                .untilAsserted(
                        () ->
                                assertThat(read(from, 1000).getList("items.orderId"))
                                        .isEqualTo(List.of(early, order)));
    }

    @Test
    void read_whileATransactionIsOpenInAnotherSchema_isComplete() {
        String start = end();
        try (Handle elsewhere = Jdbi.create(database).open()) {
            elsewhere.execute("create schema if not exists elsewhere");
            elsewhere.execute("create table if not exists elsewhere.thing (x integer)");
            elsewhere.begin();
            elsewhere.execute("insert into elsewhere.thing values (1)");
            voidOrder(order).statusCode(200);

            assertThat(readSomething(start, 1000).getList("items.orderId")).containsExactly(order);
            await().atMost(TIMEOUT).until(() -> read(start, 1000).getBoolean("complete"));
            elsewhere.rollback();
        }
    }

    @Test
    void orders_areToldAsTheyStand() {
        String id = charge(unique(), order, "tok_ok").statusCode(201).extract().path("chargeId");
        String voided = unique();
        voidOrder(voided).statusCode(200);

        JsonPath lines =
                given().get("/audit/orders?ids=unknown," + order + "," + voided)
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath();

        assertThat(lines.getList("items.orderId")).containsExactlyInAnyOrder(order, voided);
        assertThat(lines.getList("items.chargeId")).containsExactlyInAnyOrder(id, null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?ids=", "?ids=a,", "?ids=a%00b"})
    void orders_wrongIds_areNamed(String query) {
        given().urlEncodingEnabled(false)
                .get("/audit/orders" + query)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].field", equalTo("ids"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"since=7", "since=-1--1", "since=a-b", "limit=0", "limit=1001", "limit=x"})
    void read_wrongParameter_isNamed(String query) {
        String name = query.substring(0, query.indexOf('='));

        given().get("/audit?" + query)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].field", equalTo(name));
    }

    private static String end() {
        JsonPath page = read("0-0", 1000);
        while (page.getBoolean("more")) {
            page = read(page.getString("next"), 1000);
        }
        return page.getString("next");
    }

    /** A vacuum in the background may hold rows back for a moment. */
    private static JsonPath readSomething(String since, int limit) {
        return await().atMost(TIMEOUT)
                .until(() -> read(since, limit), page -> !items(page).isEmpty());
    }

    private static JsonPath read(String since, int limit) {
        return given().queryParam("since", since)
                .queryParam("limit", limit)
                .get("/audit")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static List<Map<String, Object>> items(JsonPath page) {
        return page.getList("items");
    }
}
