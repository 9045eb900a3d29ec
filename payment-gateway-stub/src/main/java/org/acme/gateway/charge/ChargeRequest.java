package org.acme.gateway.charge;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The body of a charge request; validated before {@link ChargesResource} receives it.
 *
 * @param amountMinor in the currency's smallest unit
 */
@Schema(
        example =
                "{\"orderId\":\"o-1\",\"amountMinor\":1180,\"currency\":\"EUR\",\"cardToken\":\"tok_ok\"}")
public record ChargeRequest(
        @NotNull @Pattern(regexp = OrderId.PATTERN, message = OrderId.MESSAGE) String orderId,
        @NotNull @Min(value = 1, message = AMOUNT) @Max(value = MAX_AMOUNT, message = AMOUNT)
                Long amountMinor,
        @NotNull
                @Pattern(
                        regexp = "[A-Z]{3}",
                        message = "must be three capital letters, such as EUR")
                String currency,
        @NotNull
                @Pattern(regexp = "[a-z_]{1,64}", message = "must be a token such as tok_ok")
                @Schema(
                        description =
                                "tok_ok pays; tok_declined, tok_insufficient_funds, tok_expired, tok_lost don't")
                String cardToken) {

    static final long MAX_AMOUNT = 1_000_000_000;
    static final String AMOUNT =
            "must be a whole number from 1 to 1000000000, but is ${validatedValue}";
}
