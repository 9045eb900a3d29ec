package org.acme.workshop.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.acme.workshop.lane.Exchange;
import org.acme.workshop.lane.Lane;
import org.acme.workshop.lane.Service;
import org.acme.workshop.lane.ServiceClient;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Holds the products that users can buy: those of checkout's list, requested until there is one.
 * Both lanes have the same products, so the first answer counts for both.
 */
@ApplicationScoped
public class Catalogue {

    private static final Logger LOG = Logger.getLogger(Catalogue.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Pattern SKU = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int MOST = 1000;

    private final ServiceClient services;
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile List<String> skus = List.of();

    @Inject
    public Catalogue(ServiceClient services) {
        this.services = services;
    }

    /** Returns the products; empty until a lane has answered. */
    public List<String> skus() {
        return skus;
    }

    /** Requests the list from both lanes unless the products are known. Never blocks. */
    void learn() {
        if (!skus.isEmpty() || !asking.compareAndSet(false, true)) {
            return;
        }
        services.get(Lane.PROTECTED, Service.CHECKOUT, "/products", PATIENCE)
                .handle((answer, failure) -> accept(answer))
                .thenCompose(
                        known ->
                                services.get(
                                        Lane.UNPROTECTED, Service.CHECKOUT, "/products", PATIENCE))
                .whenComplete(
                        (answer, failure) -> {
                            accept(answer);
                            asking.set(false);
                        });
    }

    private boolean accept(Exchange.@Nullable Answer answer) {
        if (answer == null || answer.status() != 200 || !skus.isEmpty()) {
            return !skus.isEmpty();
        }
        try {
            List<String> found = new ArrayList<>();
            for (JsonNode product : products(JSON.readTree(answer.body().getBytes()))) {
                String sku = product.path("sku").asText();
                if (SKU.matcher(sku).matches() && found.size() < MOST) {
                    found.add(sku);
                }
            }
            if (!found.isEmpty()) {
                skus = List.copyOf(found);
                LOG.infof("traffic buys from %d products", found.size());
            }
        } catch (IOException notJson) {
            LOG.warnf("the list of products is not JSON: %s", notJson.getMessage());
        }
        return !skus.isEmpty();
    }

    private static JsonNode products(JsonNode answer) {
        return answer.isArray() ? answer : answer.path("items");
    }
}
