package org.acme.checkout.payment;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.regex.Pattern;
import org.acme.checkout.payment.PaymentApi.ChargeBody;
import org.acme.checkout.protection.UnprotectedProfile;
import org.acme.checkout.remote.Answer;
import org.acme.checkout.remote.RemoteClient;
import org.jspecify.annotations.Nullable;

/**
 * Calls the gateway over HTTP, and translates its status codes into results; no other class does.
 *
 * <p>A positive answer is checked as strictly as a negative one. A 200 alone proves nothing,
 * because any proxy can send it: only a paid charge of this order, with this amount, counts as
 * paid.
 */
@Singleton
public class HttpPaymentGateway implements PaymentGateway {

    private static final String SERVICE = "payment";

    /** The decline reasons that customers may see; all others are replaced. */
    private static final Pattern PLAIN_REASON = Pattern.compile("[A-Za-z0-9 ,.'_-]{1,100}");

    private static final Pattern CHARGE_ID = Pattern.compile("[!-~]{1,100}");

    private final RemoteClient<PaymentApi> client;

    HttpPaymentGateway(RemoteClient<PaymentApi> client) {
        this.client = client;
    }

    @Inject
    public HttpPaymentGateway(PaymentConfig config, UnprotectedProfile profile) {
        this(profile.client(SERVICE, PaymentApi.class, config));
    }

    @Override
    public PaymentResult charge(Charge charge) {
        ChargeBody body =
                new ChargeBody(
                        charge.orderId(),
                        charge.amountMinor(),
                        charge.currency(),
                        charge.cardToken());
        Answer answer = client.send(api -> api.charge(charge.orderId().toString(), body));
        return switch (answer.status()) {
            case 200, 201 -> paid(charge, answer);
            case 402 -> declined(charge, answer);
            case 409 -> conflict(answer);
            case 400, 422 -> unusableCard(answer);
            default -> throw client.unexpected(answer);
        };
    }

    @Override
    public VoidResult voidCharges(UUID orderId) {
        Answer answer = client.send(api -> api.voidByOrder(orderId));
        if (answer.status() != 200) {
            throw client.unexpected(answer);
        }
        if (!answer.text("orderId").equals(orderId.toString())) {
            throw answer.malformed("the void of a different order");
        }
        return switch (answer.text("status")) {
            case "voided" -> VoidResult.VOIDED;
            case "refunded" -> VoidResult.REFUNDED;
            default -> throw answer.malformed("no result of the void");
        };
    }

    private static PaymentResult paid(Charge charge, Answer answer) {
        Charged charged = answer.as(Charged.class);
        if (!charged.isOf(charge, "paid") || !CHARGE_ID.matcher(charged.chargeId()).matches()) {
            throw answer.malformed("not the paid charge of this order");
        }
        return new PaymentResult.Paid(charged.chargeId());
    }

    private PaymentResult conflict(Answer answer) {
        if (answer.isProblem("charge-voided")) {
            return new PaymentResult.Voided();
        }
        throw client.unexpected(answer);
    }

    /**
     * Declines a card that the gateway does not know or that is invalid. Retrying would not help,
     * and would take settlement's time from orders that can be paid.
     */
    private PaymentResult unusableCard(Answer answer) {
        if (answer.isProblem("unknown-card-token") || answer.blames("cardToken")) {
            return new PaymentResult.Declined("unknown card");
        }
        throw client.unexpected(answer);
    }

    /**
     * Accepts a decline only in the gateway's own format: a proxy's response with that status
     * proves nothing, and an earlier attempt, whose answer was lost, may have been paid.
     */
    private static PaymentResult declined(Charge charge, Answer answer) {
        if (!answer.text("status").equals("declined")
                || !answer.as(Charged.class).isOf(charge, "declined")) {
            throw answer.malformed("not the declined charge of this order");
        }
        String reason = answer.text("declineReason");
        boolean plain = PLAIN_REASON.matcher(reason).matches();
        return new PaymentResult.Declined(plain ? reason : "card declined");
    }

    /** The fields of the gateway's answer that checkout needs. */
    private record Charged(
            @JsonProperty(required = true) String chargeId,
            @Nullable String orderId,
            @Nullable String status,
            long amountMinor,
            @Nullable String currency) {

        boolean isOf(Charge charge, String wanted) {
            return wanted.equals(status)
                    && charge.orderId().toString().equals(orderId)
                    && charge.amountMinor() == amountMinor
                    && charge.currency().equals(currency);
        }
    }
}
