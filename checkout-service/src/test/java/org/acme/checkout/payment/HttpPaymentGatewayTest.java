package org.acme.checkout.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.acme.breaker.pipeline.Pipeline;
import org.acme.breaker.timeout.CallTimeoutException;
import org.acme.breaker.timeout.Timeout;
import org.acme.checkout.remote.RemoteClients;
import org.acme.checkout.remote.RemoteFailure;
import org.acme.checkout.remote.RemoteFailure.Kind;
import org.acme.checkout.remote.RemoteRejection;
import org.acme.checkout.testing.Neighbours;
import org.acme.checkout.testing.Shop;
import org.acme.checkout.testing.WireServer.Manner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** On a real socket: what goes wrong on the wire has the right name afterwards. */
@QuarkusTest
@QuarkusTestResource(Neighbours.class)
@org.junit.jupiter.api.Timeout(60)
@SuppressWarnings("NullAway.Init")
class HttpPaymentGatewayTest extends Shop {

    /** As in RemoteClients. */
    private static final int POOL = 64;

    @Inject RemoteClients clients;
    @Inject MeterRegistry meters;

    private HttpPaymentGateway client;

    @BeforeEach
    void connect() {
        client = at(gateway.url(), Duration.ofSeconds(20));
    }

    @Test
    void paid_carriesTheChargeId_alsoWhenRepeated() {
        Charge charge = charge("tok_ok");
        assertThat(client.charge(charge))
                .isEqualTo(new PaymentResult.Paid("ch-" + charge.orderId()));
        assertThat(client.charge(charge))
                .isEqualTo(new PaymentResult.Paid("ch-" + charge.orderId()));
    }

    @Test
    void declined_isAnAnswer() {
        assertThat(client.charge(charge("tok_declined")))
                .isEqualTo(new PaymentResult.Declined("the card was declined"));
    }

    /** Pending for ever, such orders would keep settlement from those that can be paid. */
    @Test
    void impossibleCard_isDeclined_andNotTriedAgain() {
        assertThat(client.charge(charge("TOK-1")))
                .isEqualTo(new PaymentResult.Declined("unknown card"));
    }

    @Test
    void voided_refusesLaterCharges() {
        Charge charge = charge("tok_ok");
        assertThat(client.voidCharges(charge.orderId())).isEqualTo(VoidResult.VOIDED);
        assertThat(client.charge(charge)).isEqualTo(new PaymentResult.Voided());
    }

    @Test
    void paidAndVoided_isRefunded_alsoWhenRepeated() {
        Charge charge = charge("tok_ok");
        client.charge(charge);
        assertThat(client.voidCharges(charge.orderId())).isEqualTo(VoidResult.REFUNDED);
        assertThat(client.voidCharges(charge.orderId())).isEqualTo(VoidResult.REFUNDED);
    }

    /** Something in between that says 200 has given nobody any money back. */
    @Test
    void voidBySomebodyElse_isNotBelieved() {
        gateway.manner(Manner.MALFORMED);
        RemoteFailure failure =
                catchThrowableOfType(
                        RemoteFailure.class, () -> client.voidCharges(UUID.randomUUID()));
        assertThat(failure.kind()).isEqualTo(Kind.MALFORMED);
    }

    @ParameterizedTest
    @CsvSource({
        "HANG, TIMEOUT",
        "RESET, RESET",
        "LOSE_RESPONSE, RESET",
        "FAIL, SERVER_ERROR",
        "MALFORMED, MALFORMED",
        "REFUSE_PAYMENT, MALFORMED",
        "TRUNCATE, RESET",
        "STALL_BODY, TIMEOUT",
        "DRIP_BODY, TIMEOUT",
        "TOO_MANY, NOT_NOW",
        "NO_HTTP, MALFORMED"
    })
    void trouble_onTheWire_isAFailureWithTheRightName(Manner manner, Kind kind) {
        gateway.manner(manner);
        if (kind == Kind.TIMEOUT) {
            client = at(gateway.url(), Duration.ofMillis(700));
        }
        RemoteFailure failure =
                catchThrowableOfType(RemoteFailure.class, () -> client.charge(charge("tok_ok")));
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.service()).isEqualTo("payment");
        assertThat(failure.getMessage())
                .as("what a customer may see")
                .matches("payment [a-z' ]+(: \\d{3}(, [a-z ]+)?)?");
    }

    /** Collected whole, a body like that would fill the heap within the time of one attempt. */
    @ParameterizedTest
    @EnumSource(names = {"HUGE_BODY", "ENDLESS_BODY"})
    void bodyBeyondTheLimit_isMalformed_andFreesItsConnection(Manner manner) {
        gateway.manner(manner);
        client = at(gateway.url(), Duration.ofDays(1));
        long before = gateway.server().flooded();
        RemoteFailure failure =
                catchThrowableOfType(RemoteFailure.class, () -> client.charge(charge("tok_ok")));
        assertThat(failure.kind()).isEqualTo(Kind.MALFORMED);
        eventually(() -> assertThat(gateway.server().hanging()).isZero());
        assertThat(gateway.server().flooded() - before)
                .as("the limit, and what sockets buffer")
                .isLessThan(64L << 20);
        gateway.reset();
        assertThat(client.charge(charge("tok_ok"))).isInstanceOf(PaymentResult.Paid.class);
    }

    /** Whether it hangs before its first byte or drips for ever, the connection is given back. */
    @ParameterizedTest
    @EnumSource(names = {"HANG", "STALL_BODY", "DRIP_BODY"})
    void callWithoutACompleteAnswer_freesItsConnection(Manner manner) {
        gateway.manner(manner);
        HttpPaymentGateway impatient = at(gateway.url(), Duration.ofMillis(700));
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> impatient.charge(charge("tok_ok")))
                    .isInstanceOf(RemoteFailure.class);
        }
        eventually(() -> assertThat(gateway.server().hanging()).isZero());
    }

    @ParameterizedTest
    @EnumSource(names = {"HANG", "STALL_BODY", "DRIP_BODY"})
    void interruptedCall_endsAtOnce_andFreesItsConnection(Manner manner) throws Exception {
        gateway.manner(manner);
        HttpPaymentGateway patient = at(gateway.url(), Duration.ofDays(1));
        CompletableFuture<RemoteFailure> ended = new CompletableFuture<>();
        Thread caller =
                new Thread(
                        () -> {
                            RemoteFailure failure =
                                    catchThrowableOfType(
                                            RemoteFailure.class,
                                            () -> patient.charge(charge("tok_ok")));
                            assertThat(Thread.currentThread().isInterrupted()).isTrue();
                            ended.complete(failure);
                        });
        caller.start();
        eventually(() -> assertThat(gateway.server().hanging()).isEqualTo(1));

        caller.interrupt();

        assertThat(ended.get(20, TimeUnit.SECONDS).kind()).isEqualTo(Kind.TIMEOUT);
        eventually(() -> assertThat(gateway.server().hanging()).isZero());
    }

    /** All connections of the pool are taken: the wait for one is part of the attempt. */
    @Test
    void waitForAPooledConnection_isBounded_andTheAbandonedCallIsNeverSent() {
        gateway.manner(Manner.HANG);
        HttpPaymentGateway patient = at(gateway.url(), Duration.ofDays(1));
        ExecutorService callers = Executors.newFixedThreadPool(POOL);
        for (int i = 0; i < POOL; i++) {
            callers.submit(() -> patient.charge(charge("tok_ok")));
        }
        eventually(() -> assertThat(gateway.server().hanging()).isEqualTo(POOL));

        Charge late = charge("tok_ok");
        assertThatThrownBy(
                        () ->
                                Timeout.of("user", Duration.ofMillis(200))
                                        .call(() -> patient.charge(late)))
                .isInstanceOfAny(RemoteFailure.class, CallTimeoutException.class);

        gateway.reset();
        eventually(() -> assertThat(gateway.server().hanging()).isZero());
        callers.shutdownNow();
        assertThat(patient.charge(charge("tok_ok"))).isInstanceOf(PaymentResult.Paid.class);
        assertThat(gateway.holdsMoneyOf(late.orderId().toString())).isFalse();
    }

    /** Something between us and the gateway may say 200, and so may a gateway with a bug. */
    @ParameterizedTest
    @CsvSource({
        "orderId, 00000000-0000-0000-0000-000000000000",
        "amountMinor, 1181",
        "amountMinor, 0",
        "currency, USD",
        "status, voided",
        "status, declined",
        "chargeId, ''"
    })
    void goodNews_isOnlyBelieved_whenItIsAboutThisCharge(String field, String value) {
        gateway.corrupt(field, value);
        RemoteFailure failure =
                catchThrowableOfType(RemoteFailure.class, () -> client.charge(charge("tok_ok")));
        assertThat(failure.kind()).isEqualTo(Kind.MALFORMED);
    }

    @Test
    void refusalOfAnotherOrder_isNotBelieved() {
        gateway.corrupt("orderId", UUID.randomUUID().toString());
        assertThatThrownBy(() -> client.charge(charge("tok_declined")))
                .isInstanceOf(RemoteFailure.class);
        assertThatThrownBy(() -> client.voidCharges(UUID.randomUUID()))
                .isInstanceOf(RemoteFailure.class);
    }

    @Test
    void declineReason_thatIsNoPlainText_isNotShown() {
        gateway.corrupt("declineReason", "<script>org.acme.Bank.refuse(Bank.java:17)</script>");
        assertThat(client.charge(charge("tok_declined")))
                .isEqualTo(new PaymentResult.Declined("card declined"));
    }

    @Test
    void revokedCredential_isCounted_andItsWordsAreNotShown() {
        gateway.manner(Manner.UNAUTHORIZED);
        double before = rejections("credential");
        RemoteRejection rejection =
                catchThrowableOfType(RemoteRejection.class, () -> client.charge(charge("tok_ok")));
        assertThat(rejection).hasMessage("payment rejected the call: 401");
        assertThat(rejections("credential")).isEqualTo(before + 1);
        assertThat(rejections("other")).isZero();
    }

    private double rejections(String reason) {
        return meters.get("remote.rejections")
                .tags("name", "payment", "reason", reason)
                .counter()
                .count();
    }

    @ParameterizedTest
    @CsvSource({"BUSY, SERVER_ERROR", "TOO_MANY, NOT_NOW"})
    void wishToBeLeftAlone_isKept(Manner manner, Kind kind) {
        gateway.manner(manner);
        RemoteFailure failure =
                catchThrowableOfType(RemoteFailure.class, () -> client.charge(charge("tok_ok")));
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(7));
    }

    @ParameterizedTest
    @EnumSource(names = {"BUSY", "TOO_MANY"})
    void wishToBeLeftAlone_isObeyed_byRetryAndBreaker(Manner manner) {
        gateway.manner(manner);
        RemoteFailure failure =
                catchThrowableOfType(RemoteFailure.class, () -> client.charge(charge("tok_ok")));
        Pipeline payment = pipelines.pipeline("payment");

        assertThat(payment.retry().orElseThrow().config().retryAfter().apply(failure))
                .isEqualTo(Duration.ofSeconds(7));
        assertThat(payment.breaker().orElseThrow().config().openWait().waitFor(1, failure))
                .isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void nobodyListens_isRefused() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        HttpPaymentGateway nobody = at("http://127.0.0.1:" + port, Duration.ofSeconds(10));
        assertThatThrownBy(() -> nobody.charge(charge("tok_ok")))
                .isInstanceOfSatisfying(
                        RemoteFailure.class, e -> assertThat(e.kind()).isEqualTo(Kind.REFUSED));
    }

    private HttpPaymentGateway at(String url, Duration attempt) {
        return new HttpPaymentGateway(
                clients.withDeadlineHeader(
                        "payment",
                        PaymentApi.class,
                        URI.create(url),
                        Duration.ofSeconds(10),
                        attempt));
    }

    private static Charge charge(String card) {
        return new Charge(UUID.randomUUID(), 1180, "EUR", card);
    }
}
