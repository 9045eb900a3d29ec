package org.acme.gateway.charge;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The cards of this stub: the token alone decides whether they pay. */
enum CardToken {
    TOK_OK(null),
    TOK_DECLINED("card_declined"),
    TOK_INSUFFICIENT_FUNDS("insufficient_funds"),
    TOK_EXPIRED("expired_card"),
    TOK_LOST("lost_card");

    private final @Nullable String declineReason;

    CardToken(@Nullable String declineReason) {
        this.declineReason = declineReason;
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns why the card is declined; null if it pays. */
    @Nullable String declineReason() {
        return declineReason;
    }

    static Optional<CardToken> of(String id) {
        return Arrays.stream(values()).filter(token -> token.id().equals(id)).findFirst();
    }

    static String allowed() {
        return Arrays.stream(values()).map(CardToken::id).collect(Collectors.joining(", "));
    }
}
