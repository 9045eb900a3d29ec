package org.acme.checkout.order;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.acme.checkout.order.CheckoutRequest.Item;
import org.acme.checkout.problem.JsonBody;

/**
 * Reads a checkout from its bytes and names every wrong field at once. A JSON binding would stop at
 * the first value of a wrong type; people who integrate an API deserve the whole list.
 */
final class CheckoutReader {

    static final int MAX_LINES = 50;
    static final int MAX_QUANTITY = 1000;
    static final String NAME = "[A-Za-z0-9._:-]{1,64}";
    static final String SKU = "[A-Za-z0-9-]{1,40}";

    private CheckoutReader() {}

    /** The request, or a problem that lists what is wrong with it. */
    static CheckoutRequest read(byte[] body) {
        JsonFields root = new JsonFields("", JsonBody.object(body));
        root.onlyKnows("customerId", "items", "cardToken");
        String customer = root.text("customerId", NAME);
        String card = root.text("cardToken", NAME);
        List<Item> items = items(root);
        root.throwIfWrong();
        return new CheckoutRequest(customer, items, card);
    }

    private static List<Item> items(JsonFields root) {
        List<Item> items = new ArrayList<>();
        Map<String, Integer> firstUse = new HashMap<>();
        for (JsonFields line : root.objects("items", MAX_LINES)) {
            line.onlyKnows("sku", "quantity");
            String sku = line.text("sku", SKU);
            int quantity = line.wholeNumber("quantity", 1, MAX_QUANTITY);
            Integer first = firstUse.putIfAbsent(sku, items.size());
            if (first != null && !sku.isEmpty()) {
                line.wrong("sku", sku + " is in items[" + first + "] already");
            }
            items.add(new Item(sku, quantity));
        }
        return items;
    }
}
