package org.acme.workshop.scenario.file;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.acme.workshop.lane.Service;
import org.jspecify.annotations.Nullable;

/** A setting of a running service that a step can change through that service's own admin API. */
public enum Setting {
    /** The capacity of the bank behind the gateway. */
    GATEWAY("gateway", "capacity of the gateway", Service.PAYMENT, "/capacity", HttpMethod.PUT),
    /** The bad habits of checkout. */
    HABITS("habits", "habits", Service.CHECKOUT, "/habits", HttpMethod.PUT),
    /** Thresholds, windows and waits of the payment breaker. */
    PAYMENT_BREAKER(
            "payment-breaker",
            "breaker payment",
            Service.CHECKOUT,
            "/breakers/payment",
            HttpMethod.PATCH),
    /** Thresholds, windows and waits of the inventory breaker. */
    INVENTORY_BREAKER(
            "inventory-breaker",
            "breaker inventory",
            Service.CHECKOUT,
            "/breakers/inventory",
            HttpMethod.PATCH);

    /** The settings of a breaker that a step may change. */
    static final List<String> BREAKER_KEYS =
            List.of(
                    "failure-rate-threshold",
                    "minimum-calls",
                    "window",
                    "open-wait",
                    "consecutive-failures",
                    "success-threshold");

    private final String label;
    private final String words;
    private final Service service;
    private final String path;
    private final HttpMethod change;

    Setting(String label, String words, Service service, String path, HttpMethod change) {
        this.label = label;
        this.words = words;
        this.service = service;
        this.path = path;
        this.change = change;
    }

    String label() {
        return label;
    }

    public String words() {
        return words;
    }

    public Service service() {
        return service;
    }

    public String path() {
        return path;
    }

    /** Returns the HTTP method that changes it. */
    public HttpMethod change() {
        return change;
    }

    /** Returns the HTTP method that restores it. */
    public HttpMethod restore() {
        return isOfBreaker() ? HttpMethod.PATCH : HttpMethod.DELETE;
    }

    /** Returns the body that restores it; null for none. */
    public @Nullable String restoreJson() {
        return isOfBreaker() ? "{\"" + String.join("\":null,\"", BREAKER_KEYS) + "\":null}" : null;
    }

    public boolean isOfBreaker() {
        return change == HttpMethod.PATCH;
    }

    static Optional<Setting> of(String label) {
        return Stream.of(values()).filter(setting -> setting.label.equals(label)).findFirst();
    }
}
