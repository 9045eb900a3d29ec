package org.acme.checkout.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import org.acme.breaker.pipeline.Pipeline;
import org.acme.checkout.remote.RemoteClients;
import org.acme.checkout.remote.RemoteFailure;
import org.acme.checkout.remote.RemoteFailure.Kind;
import org.acme.checkout.testing.Neighbours;
import org.acme.checkout.testing.Shop;
import org.acme.checkout.testing.WireServer.Manner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On a real socket: what goes wrong on the wire has the right name afterwards. */
@QuarkusTest
@QuarkusTestResource(Neighbours.class)
@Timeout(60)
@SuppressWarnings("NullAway.Init")
class HttpPaymentGatewayTest extends Shop {

    private HttpPaymentGateway client;

    @BeforeEach
    void connect() {
        client = at(gateway.url(), Duration.ofSeconds(10));
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
        "TRUNCATE, RESET"
    })
    void trouble_onTheWire_isAFailureWithTheRightName(Manner manner, Kind kind) {
        gateway.manner(manner);
        if (manner == Manner.HANG) {
            client = at(gateway.url(), Duration.ofMillis(700));
        }
        RemoteFailure failure =
                catchThrowableOfType(RemoteFailure.class, () -> client.charge(charge("tok_ok")));
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.service()).isEqualTo("payment");
    }

    @Test
    void wishToBeLeftAlone_isKept() {
        gateway.manner(Manner.BUSY);
        RemoteFailure failure =
                catchThrowableOfType(RemoteFailure.class, () -> client.charge(charge("tok_ok")));
        assertThat(failure.kind()).isEqualTo(Kind.SERVER_ERROR);
        assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void wishToBeLeftAlone_isObeyed_byRetryAndBreaker() {
        gateway.manner(Manner.BUSY);
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

    private static HttpPaymentGateway at(String url, Duration timeout) {
        return new HttpPaymentGateway(
                RemoteClients.considerate(PaymentApi.class, URI.create(url), timeout, timeout));
    }

    private static Charge charge(String card) {
        return new Charge(UUID.randomUUID(), 1180, "EUR", card);
    }
}
