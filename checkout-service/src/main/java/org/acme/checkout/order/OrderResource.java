package org.acme.checkout.order;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.acme.chassis.parameter.PageLimit;
import org.acme.chassis.parameter.UuidText;
import org.acme.chassis.problem.ProblemException;
import org.acme.checkout.deadline.WithinDeadline;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Shows customers the state of their orders. */
@Path("/orders")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@WithinDeadline
@Tag(name = "Orders")
public class OrderResource {

    private static final int MAX_PAGE = 500;

    private final OrderStore orders;
    private final OrderPages pages;
    private final Clock clock;

    OrderResource(OrderStore orders, OrderPages pages, Clock clock) {
        this.orders = orders;
        this.pages = pages;
        this.clock = clock;
    }

    /** Returns one order by its id. */
    @GET
    @Path("/{orderId}")
    @Operation(summary = "An order as it stands now")
    @APIResponse(responseCode = "200", description = "The order")
    @APIResponse(responseCode = "404", description = "There is no such order")
    public OrderView one(@PathParam("orderId") String orderId) {
        return UuidText.parse(orderId)
                .flatMap(orders::byId)
                .map(order -> OrderView.of(order, clock.instant()))
                .orElseThrow(
                        () ->
                                ProblemException.notFound(
                                        "unknown-order",
                                        "There is no such order",
                                        "no order has this id"));
    }

    /** Returns a page of orders. */
    @GET
    @Operation(summary = "Orders, newest first, page by page")
    @APIResponse(responseCode = "200", description = "A page")
    public OrderPage many(
            @QueryParam("status") @Nullable String status,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @DefaultValue("50") String limit) {
        int size = PageLimit.parse(limit, MAX_PAGE);
        PageCursor start = after == null ? PageCursor.START : PageCursor.parse(after);
        List<Order> page = pages.read(parseStatus(status), start, size);
        Instant now = clock.instant();
        List<OrderView> items = page.stream().map(order -> OrderView.of(order, now)).toList();
        return new OrderPage(items, page.size() < size ? null : cursor(page.get(size - 1)));
    }

    private static String cursor(Order last) {
        return new PageCursor(last.purchase().createdAt(), last.id()).text();
    }

    private static @Nullable OrderStatus parseStatus(@Nullable String text) {
        if (text == null) {
            return null;
        }
        return Arrays.stream(OrderStatus.values())
                .filter(status -> status.name().equals(text))
                .findFirst()
                .orElseThrow(
                        () ->
                                ProblemException.invalid(
                                        "status",
                                        "must be one of " + List.of(OrderStatus.values())));
    }
}
