package org.acme.systemtest.abuse;

/** Somebody to be nasty to, and where it takes JSON. */
enum Target {
    CHECKOUT(
            "POST",
            "/checkouts",
            "{\"customerId\":\"c\",\"items\":[{\"sku\":\"TEA-001\",\"quantity\":1}],"
                    + "\"cardToken\":\"tok_ok\"}",
            "/orders/"),
    PAYMENT(
            "POST",
            "/charges",
            "{\"orderId\":\"o-1\",\"amountMinor\":1,\"currency\":\"EUR\",\"cardToken\":\"tok_ok\"}",
            "/charges/"),
    INVENTORY(
            "PUT",
            "/reservations/7f3f6c1e-58a5-4c8f-9f0e-1f2b6f0a9d11",
            "{\"items\":[{\"sku\":\"TEA-001\",\"quantity\":1}]}",
            "/reservations/"),
    CONTROL_ROOM("PUT", "/api/traffic", "{\"arrivalsPerSecond\":0}", "/api/runs/");

    private final String method;
    private final String path;
    private final String body;
    private final String thing;

    Target(String method, String path, String body, String thing) {
        this.method = method;
        this.path = path;
        this.body = body;
        this.thing = thing;
    }

    String method() {
        return method;
    }

    String path() {
        return path;
    }

    /** A body that it takes. */
    String body() {
        return body;
    }

    /** A path that an id can be appended to. */
    String thing() {
        return thing;
    }

    /** The head of a request to it, up to the fields that the caller adds. */
    String head() {
        return method
                + " "
                + path
                + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
    }

    /** A whole request with that body and further header lines, each with its line end. */
    String request(String sent, String headers) {
        return head()
                + "Idempotency-Key: abuse\r\n"
                + headers
                + "Content-Length: "
                + sent.length()
                + "\r\n\r\n"
                + sent;
    }
}
