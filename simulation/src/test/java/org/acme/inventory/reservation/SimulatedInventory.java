package org.acme.inventory.reservation;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.acme.checkout.inventory.InventoryClient;
import org.acme.checkout.inventory.ReservationResult;
import org.acme.checkout.inventory.StockLine;
import org.acme.checkout.inventory.StockProduct;
import org.acme.checkout.remote.RemoteRejection;
import org.acme.inventory.product.Line;
import org.acme.inventory.reservation.ReserveResult.Held;
import org.acme.inventory.reservation.ReserveResult.NotEnough;
import org.acme.inventory.reservation.ReserveResult.Released;

/**
 * Carries out a request at inventory and returns what {@code HttpInventoryClient} would make of the
 * response.
 */
public final class SimulatedInventory implements InventoryClient {

    /** The price of one piece of any product. */
    public static final long PRICE = 590;

    private final MemoryReservations reservations = new MemoryReservations();

    /** A seeded bug: inventory loses the record that an order was released. */
    private final boolean withoutTombstones;

    public SimulatedInventory(boolean withoutTombstones) {
        this.withoutTombstones = withoutTombstones;
    }

    @Override
    public List<StockProduct> products() {
        return reservations.stock().entrySet().stream()
                .map(e -> new StockProduct(e.getKey(), e.getKey(), PRICE, "EUR", e.getValue()))
                .toList();
    }

    @Override
    public Optional<StockProduct> product(String sku) {
        return products().stream().filter(product -> product.sku().equals(sku)).findFirst();
    }

    @Override
    public ReservationResult reserve(UUID orderId, List<StockLine> wanted) {
        ReserveResult result = reservations.reserve(orderId, lines(wanted));
        if (result instanceof Held) {
            return new ReservationResult.Held();
        } else if (result instanceof NotEnough) {
            return new ReservationResult.Refused("not enough stock");
        } else if (result instanceof Released) {
            return new ReservationResult.Refused("the reservation was released");
        }
        throw new RemoteRejection("inventory", 409);
    }

    @Override
    public void release(UUID orderId) {
        reservations.release(orderId);
        if (withoutTombstones) {
            reservations.forget(orderId);
        }
    }

    /** Puts pieces into the stock. */
    public void deliver(String sku, long quantity) {
        reservations.deliver(sku, quantity);
    }

    /** What is left of each product. */
    public Map<String, Long> stock() {
        return reservations.stock();
    }

    /** What is held for the order, ordered by sku. */
    public List<StockLine> held(UUID orderId) {
        return reservations
                .find(orderId)
                .filter(r -> r.state() == ReservationState.HELD)
                .map(Reservation::items)
                .orElse(List.of())
                .stream()
                .map(line -> new StockLine(line.sku(), line.quantity()))
                .toList();
    }

    private static List<Line> lines(List<StockLine> wanted) {
        return wanted.stream()
                .map(line -> new Line(line.sku(), line.quantity()))
                .sorted(Comparator.comparing(Line::sku))
                .toList();
    }
}
