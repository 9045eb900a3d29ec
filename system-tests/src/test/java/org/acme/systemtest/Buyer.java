package org.acme.systemtest;

import java.io.IOException;
import java.net.URI;

/** Somebody who buys one tea, straight at a checkout. */
public final class Buyer {

    /** A card that pays. */
    public static final String CARD = "tok_ok";

    private Buyer() {}

    /** Sends the order; further headers are names and values in turn. */
    public static Http.Answer order(URI checkout, String card, String key, String... headers)
            throws IOException, InterruptedException {
        String[] all = new String[headers.length + 2];
        all[0] = "Idempotency-Key";
        all[1] = key;
        System.arraycopy(headers, 0, all, 2, headers.length);
        String body =
                "{\"customerId\":\"c-1\",\"items\":[{\"sku\":\"TEA-001\",\"quantity\":1}],"
                        + "\"cardToken\":\"%s\"}".formatted(card);
        return Http.send("POST", checkout, "/checkouts", body, all);
    }
}
