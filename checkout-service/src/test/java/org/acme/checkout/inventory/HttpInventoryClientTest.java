package org.acme.checkout.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.acme.checkout.remote.RemoteClients;
import org.acme.checkout.remote.RemoteFailure;
import org.acme.checkout.remote.RemoteFailure.Kind;
import org.acme.checkout.remote.RemoteRejection;
import org.acme.checkout.testing.Neighbours;
import org.acme.checkout.testing.WireServer;
import org.acme.checkout.testing.WireServer.Manner;
import org.acme.checkout.testing.WireServer.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What inventory, or something in between, may say without being believed. */
@QuarkusTest
@QuarkusTestResource(Neighbours.class)
@SuppressWarnings("NullAway.Init")
class HttpInventoryClientTest {

    private static final UUID ORDER = UUID.randomUUID();
    private static final List<StockLine> LINES =
            List.of(new StockLine("TEA-001", 2), new StockLine("POT-001", 1));
    private static final String HELD =
            """
            {"orderId":"%s","state":"%s","items":[{"sku":"%s","quantity":%d},{"sku":"POT-001","quantity":1}]}
            """;

    private static final String RELEASED = "{\"orderId\":\"%s\",\"state\":\"%s\"}";

    @Inject RemoteClients clients;

    private volatile Reply reply = new Reply(200, "");
    private WireServer server;
    private InventoryClient client;

    @BeforeEach
    void connect() {
        server = new WireServer(request -> reply, request -> Manner.ANSWER);
        Duration timeout = Duration.ofSeconds(20);
        client =
                new HttpInventoryClient(
                        clients.withDeadlineHeader(
                                "inventory",
                                InventoryApi.class,
                                URI.create(server.url()),
                                timeout,
                                timeout));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201})
    void reservationOfThisOrder_isHeld(int status) {
        reply = new Reply(status, HELD.formatted(ORDER, "held", "TEA-001", 2));
        assertThat(client.reserve(ORDER, LINES)).isEqualTo(new ReservationResult.Held());
    }

    @ParameterizedTest
    @CsvSource({
        "00000000-0000-0000-0000-000000000000, held, TEA-001, 2",
        "this, released, TEA-001, 2",
        "this, held, TEA-002, 2",
        "this, held, TEA-001, 1",
        "this, held, POT-001, 1"
    })
    void anyOtherReservation_isNotBelieved(String order, String state, String sku, int quantity) {
        String id = order.equals("this") ? ORDER.toString() : order;
        reply = new Reply(201, HELD.formatted(id, state, sku, quantity));
        assertMalformed(() -> client.reserve(ORDER, LINES));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "<html>", "[]", "null", ""})
    void answerOfSomethingInBetween_isNotBelieved(String body) {
        reply = new Reply(200, body);
        assertMalformed(() -> client.reserve(ORDER, LINES));
        assertMalformed(() -> client.product("TEA-001"));
        assertMalformed(() -> client.release(ORDER));
    }

    @Test
    void releaseOfThisOrder_isReleased() {
        reply = new Reply(200, RELEASED.formatted(ORDER, "released"));
        client.release(ORDER);
    }

    /** Something in between that says 204 has given nobody's stock back. */
    @Test
    void anyOtherRelease_isNotBelieved() {
        reply = new Reply(200, RELEASED.formatted(UUID.randomUUID(), "released"));
        assertMalformed(() -> client.release(ORDER));
        reply = new Reply(200, RELEASED.formatted(ORDER, "held"));
        assertMalformed(() -> client.release(ORDER));
        reply = new Reply(204, "");
        assertMalformed(() -> client.release(ORDER));
        reply = new Reply(404, "{\"detail\":\"no such route\"}");
        assertThatThrownBy(() -> client.release(ORDER)).isInstanceOf(RemoteRejection.class);
    }

    @ParameterizedTest
    @CsvSource({
        "TEA-002, Tea, 590, EUR, 1",
        "TEA-001, '', 590, EUR, 1",
        "TEA-001, Tea, -1, EUR, 1",
        "TEA-001, Tea, 590, money, 1",
        "TEA-001, Tea, 590, EUR, -1"
    })
    void productThatCantBeSold_isNotBelieved(
            String sku, String name, long price, String currency, long available) {
        reply =
                new Reply(
                        200,
                        "{\"sku\":\"%s\",\"name\":\"%s\",\"priceMinor\":%d,\"currency\":\"%s\",\"available\":%d}"
                                .formatted(sku, name, price, currency, available));
        assertMalformed(() -> client.product("TEA-001"));
    }

    private static void assertMalformed(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RemoteFailure.class, e -> assertThat(e.kind()).isEqualTo(Kind.MALFORMED));
    }
}
