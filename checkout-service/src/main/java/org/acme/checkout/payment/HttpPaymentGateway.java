package org.acme.checkout.payment;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import org.acme.checkout.payment.PaymentApi.ChargeBody;
import org.acme.checkout.protection.Careless;
import org.acme.checkout.remote.Answer;
import org.acme.checkout.remote.RemoteCall;
import org.acme.checkout.remote.RemoteClients;
import org.acme.checkout.remote.RemoteFailure;
import org.acme.checkout.remote.RemoteFailure.Kind;
import org.jspecify.annotations.Nullable;

/** The gateway over HTTP: its status codes become our words here, and nowhere else. */
@Singleton
public class HttpPaymentGateway implements PaymentGateway {

    private static final String SERVICE = "payment";

    private final PaymentApi api;

    HttpPaymentGateway(PaymentApi api) {
        this.api = api;
    }

    @Inject
    HttpPaymentGateway(PaymentConfig config, Careless careless) {
        this(careless.client(PaymentApi.class, config));
    }

    /** One with a timeout of its own, which tells nobody how long it waits. */
    public static PaymentGateway plain(URI url, Duration timeout) {
        return new HttpPaymentGateway(RemoteClients.plain(PaymentApi.class, url, timeout, timeout));
    }

    @Override
    public PaymentResult charge(Charge charge) {
        ChargeBody body =
                new ChargeBody(
                        charge.orderId(),
                        charge.amountMinor(),
                        charge.currency(),
                        charge.cardToken());
        Answer answer =
                RemoteCall.send(SERVICE, () -> api.charge(charge.orderId().toString(), body));
        return switch (answer.status()) {
            case 200, 201 -> new PaymentResult.Paid(answer.as(Charged.class).chargeId());
            case 402 -> declined(answer);
            case 409 -> conflict(answer);
            case 400, 422 -> unusableCard(answer);
            default -> throw answer.unexpected();
        };
    }

    @Override
    public VoidResult voidCharges(UUID orderId) {
        Answer answer = RemoteCall.send(SERVICE, () -> api.voidByOrder(orderId));
        if (answer.status() != 200) {
            throw answer.unexpected();
        }
        return switch (answer.text("status")) {
            case "voided" -> VoidResult.VOIDED;
            case "refunded" -> VoidResult.REFUNDED;
            default -> throw new RemoteFailure(SERVICE, Kind.MALFORMED, ": 200 without a void");
        };
    }

    private static PaymentResult conflict(Answer answer) {
        if (answer.isProblem("charge-voided")) {
            return new PaymentResult.Voided();
        }
        throw answer.unexpected();
    }

    /**
     * A card that the gateway has never heard of, or that can't be one, will not be charged tomorrow
     * either. Asking again and again would take settlement's time from orders that can be paid.
     */
    private static PaymentResult unusableCard(Answer answer) {
        if (answer.isProblem("unknown-card-token") || answer.blames("cardToken")) {
            return new PaymentResult.Declined("unknown card");
        }
        throw answer.unexpected();
    }

    /**
     * Only in the gateway's own words: what something in between says with that status proves nothing,
     * and an earlier attempt, whose answer was lost, may have been paid.
     */
    private static PaymentResult declined(Answer answer) {
        if (!answer.text("status").equals("declined")) {
            throw new RemoteFailure(SERVICE, Kind.MALFORMED, ": 402 without a declined charge");
        }
        String reason = answer.text("declineReason");
        return new PaymentResult.Declined(reason.isEmpty() ? "card declined" : reason);
    }

    /** What we need of the gateway's answer. */
    private record Charged(
            @JsonProperty(required = true) String chargeId, @Nullable String status) {}
}
