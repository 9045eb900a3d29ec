package org.acme.checkout.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of orders, newest first.
 *
 * @param next where the next page begins; absent on the last one
 */
public record OrderPage(
        List<OrderView> items, @JsonInclude(Include.NON_NULL) @Nullable String next) {}
