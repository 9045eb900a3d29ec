package org.acme.checkout.inventory;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.acme.checkout.inventory.InventoryApi.ReservationBody;
import org.acme.checkout.protection.UnprotectedProfile;
import org.acme.checkout.remote.Answer;
import org.acme.checkout.remote.RemoteClient;
import org.jspecify.annotations.Nullable;

/**
 * Calls inventory over HTTP, and translates its status codes into results; no other class does.
 *
 * <p>A positive answer is checked as strictly as a negative one: stock counts as held only if
 * inventory names this order with exactly these items, and as released only if it names this order.
 * Products are accepted only if they can be sold.
 */
@Singleton
public class HttpInventoryClient implements InventoryClient {

    private static final String SERVICE = "inventory";

    private final RemoteClient<InventoryApi> client;

    HttpInventoryClient(RemoteClient<InventoryApi> client) {
        this.client = client;
    }

    @Inject
    HttpInventoryClient(InventoryConfig config, UnprotectedProfile profile) {
        this(profile.client(SERVICE, InventoryApi.class, config));
    }

    @Override
    public List<StockProduct> products() {
        Answer answer = client.send(InventoryApi::products);
        if (answer.status() != 200) {
            throw client.unexpected(answer);
        }
        List<StockProduct> products = List.of(answer.as(StockProduct[].class));
        Set<String> skus = new HashSet<>();
        if (!products.stream().allMatch(product -> product.isSound() && skus.add(product.sku()))) {
            throw answer.malformed("invalid products");
        }
        return products;
    }

    @Override
    public Optional<StockProduct> product(String sku) {
        Answer answer = client.send(api -> api.product(sku));
        return switch (answer.status()) {
            case 200 -> Optional.of(described(sku, answer));
            case 404 -> Optional.empty();
            default -> throw client.unexpected(answer);
        };
    }

    @Override
    public ReservationResult reserve(UUID orderId, List<StockLine> lines) {
        Answer answer = client.send(api -> api.reserve(orderId, new ReservationBody(lines)));
        return switch (answer.status()) {
            case 200, 201 -> held(orderId, lines, answer);
            case 409 -> refused(answer);
            default -> throw client.unexpected(answer);
        };
    }

    @Override
    public void release(UUID orderId) {
        Answer answer = client.send(api -> api.release(orderId));
        if (answer.status() != 200) {
            throw client.unexpected(answer);
        }
        boolean same =
                answer.text("orderId").equals(orderId.toString())
                        && answer.text("state").equals("released");
        if (!same) {
            throw answer.malformed("not the release of this order");
        }
    }

    private static StockProduct described(String sku, Answer answer) {
        StockProduct product = answer.as(StockProduct.class);
        if (!product.isSound() || !product.sku().equals(sku)) {
            throw answer.malformed("a different product");
        }
        return product;
    }

    private static ReservationResult held(UUID orderId, List<StockLine> lines, Answer answer) {
        Reserved reserved = answer.as(Reserved.class);
        boolean same =
                "held".equals(reserved.state())
                        && orderId.toString().equals(reserved.orderId())
                        && reserved.items().size() == lines.size()
                        && new HashSet<>(reserved.items()).equals(new HashSet<>(lines));
        if (!same) {
            throw answer.malformed("the reservation of a different order");
        }
        return new ReservationResult.Held();
    }

    /**
     * Translates a conflict: not enough stock, or released for good. Other held items would be our
     * own defect.
     */
    private ReservationResult refused(Answer answer) {
        if (answer.isProblem("not-enough-stock")) {
            return new ReservationResult.Refused("not enough stock");
        }
        if (answer.isProblem("reservation-released")) {
            return new ReservationResult.Refused("the reservation was released");
        }
        throw client.unexpected(answer);
    }

    /** The fields of inventory's reservation that checkout needs. */
    private record Reserved(
            @Nullable String orderId,
            @Nullable String state,
            @JsonProperty(required = true) List<StockLine> items) {}
}
