package org.acme.checkout.inventory;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.acme.checkout.inventory.InventoryApi.ReservationBody;
import org.acme.checkout.protection.Careless;
import org.acme.checkout.remote.Answer;
import org.acme.checkout.remote.RemoteCall;

/** Inventory over HTTP: its status codes become our words here, and nowhere else. */
@Singleton
public class HttpInventoryClient implements InventoryClient {

    private static final String SERVICE = "inventory";

    private final InventoryApi api;

    HttpInventoryClient(InventoryApi api) {
        this.api = api;
    }

    @Inject
    HttpInventoryClient(InventoryConfig config, Careless careless) {
        this(careless.client(InventoryApi.class, config));
    }

    @Override
    public List<StockProduct> products() {
        Answer answer = RemoteCall.send(SERVICE, api::products);
        if (answer.status() != 200) {
            throw answer.unexpected();
        }
        return List.of(answer.as(StockProduct[].class));
    }

    @Override
    public Optional<StockProduct> product(String sku) {
        Answer answer = RemoteCall.send(SERVICE, () -> api.product(sku));
        return switch (answer.status()) {
            case 200 -> Optional.of(answer.as(StockProduct.class));
            case 404 -> Optional.empty();
            default -> throw answer.unexpected();
        };
    }

    @Override
    public ReservationResult reserve(UUID orderId, List<StockLine> lines) {
        Answer answer =
                RemoteCall.send(SERVICE, () -> api.reserve(orderId, new ReservationBody(lines)));
        return switch (answer.status()) {
            case 200, 201 -> new ReservationResult.Held();
            case 409 -> refused(answer);
            default -> throw answer.unexpected();
        };
    }

    @Override
    public void release(UUID orderId) {
        Answer answer = RemoteCall.send(SERVICE, () -> api.release(orderId));
        if (answer.status() < 200 || answer.status() > 299) {
            throw answer.unexpected();
        }
    }

    /** Not enough, or released for good; that other items are held would be our own mistake. */
    private static ReservationResult refused(Answer answer) {
        if (answer.isProblem("not-enough-stock")) {
            return new ReservationResult.Refused("not enough stock");
        }
        if (answer.isProblem("reservation-released")) {
            return new ReservationResult.Refused("the reservation was released");
        }
        throw answer.unexpected();
    }
}
