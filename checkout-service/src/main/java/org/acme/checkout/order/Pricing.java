package org.acme.checkout.order;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.acme.chassis.problem.FieldError;
import org.acme.chassis.problem.ProblemException;
import org.acme.checkout.catalogue.Catalogue;
import org.acme.checkout.catalogue.Product;
import org.acme.checkout.catalogue.Snapshot;
import org.acme.checkout.order.CheckoutRequest.Item;

/**
 * Converts a request to a purchase at the snapshot's prices, or throws a problem if that is
 * impossible now.
 */
@ApplicationScoped
public class Pricing {

    /** The largest amount that the gateway charges. */
    private static final BigInteger MAX_TOTAL = BigInteger.valueOf(1_000_000_000);

    private final Catalogue catalogue;
    private final Backlog backlog;
    private final Clock clock;

    public Pricing(Catalogue catalogue, Backlog backlog, Clock clock) {
        this.catalogue = catalogue;
        this.backlog = backlog;
        this.clock = clock;
    }

    /** A purchase and the age of its prices. */
    public record Priced(Purchase purchase, Instant asOf) {}

    /**
     * Computes the prices of a request. If this throws, nothing has been written: the idempotency
     * key stays unused.
     */
    Priced price(String idempotencyKey, CheckoutRequest request) {
        if (backlog.isFull()) {
            throw ProblemException.unavailable(
                    "backlog-full",
                    "Too many orders are waiting for their payment",
                    "new orders are taken again when settlement has caught up",
                    Duration.ofSeconds(5));
        }
        Snapshot snapshot = catalogue.fresh().orElseThrow(this::noCatalogue);
        List<OrderLine> lines = lines(request, snapshot);
        Purchase purchase =
                new Purchase(
                        UUID.randomUUID(),
                        idempotencyKey,
                        request.fingerprint(),
                        request.customerId(),
                        request.cardToken(),
                        lines,
                        total(lines),
                        currency(lines, snapshot),
                        clock.instant());
        return new Priced(purchase, snapshot.asOf());
    }

    private static List<OrderLine> lines(CheckoutRequest request, Snapshot snapshot) {
        List<FieldError> errors = new ArrayList<>();
        List<OrderLine> lines = new ArrayList<>();
        for (int i = 0; i < request.items().size(); i++) {
            Item item = request.items().get(i);
            Product product = snapshot.find(item.sku()).orElse(null);
            if (product == null) {
                errors.add(new FieldError("items[" + i + "].sku", item.sku() + " is unknown"));
            } else {
                lines.add(new OrderLine(item.sku(), item.quantity(), product.priceMinor()));
            }
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        return lines;
    }

    private static long total(List<OrderLine> lines) {
        BigInteger total = BigInteger.ZERO;
        for (OrderLine line : lines) {
            BigInteger price = BigInteger.valueOf(line.unitPriceMinor());
            total = total.add(price.multiply(BigInteger.valueOf(line.quantity())));
        }
        if (total.compareTo(MAX_TOTAL) > 0 || total.signum() <= 0) {
            throw ProblemException.invalid(
                    "items", "must cost between 1 and " + MAX_TOTAL + " minor units together");
        }
        return total.longValueExact();
    }

    private static String currency(List<OrderLine> lines, Snapshot snapshot) {
        Set<String> currencies = new HashSet<>();
        for (OrderLine line : lines) {
            snapshot.find(line.sku()).map(Product::currency).ifPresent(currencies::add);
        }
        if (currencies.size() != 1) {
            throw ProblemException.invalid("items", "must all be sold in the same currency");
        }
        return currencies.iterator().next();
    }

    private ProblemException noCatalogue() {
        return ProblemException.unavailable(
                "catalogue-unavailable",
                "The catalogue is not available",
                "there is no snapshot of the catalogue, or it is too old",
                catalogue.retryAfter());
    }
}
