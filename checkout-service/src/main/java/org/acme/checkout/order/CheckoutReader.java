package org.acme.checkout.order;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.acme.checkout.order.CheckoutRequest.Item;
import org.acme.checkout.problem.ProblemException;

/**
 * Reads a checkout from its bytes and names every wrong field at once. A JSON binding would stop at
 * the first value of a wrong type; people who integrate an API deserve the whole list.
 */
final class CheckoutReader {

    static final int MAX_LINES = 50;
    static final int MAX_QUANTITY = 1000;
    static final String NAME = "[A-Za-z0-9._:-]{1,64}";
    static final String SKU = "[A-Za-z0-9-]{1,40}";

    private static final StreamReadConstraints LIMITS =
            StreamReadConstraints.builder()
                    .maxNestingDepth(10)
                    .maxNumberLength(40)
                    .maxNameLength(200)
                    .maxStringLength(1000)
                    .build();

    private static final JsonMapper JSON =
            JsonMapper.builder(JsonFactory.builder().streamReadConstraints(LIMITS).build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .build();

    private CheckoutReader() {}

    /** The request, or a problem that lists what is wrong with it. */
    static CheckoutRequest read(byte[] body) {
        JsonFields root = new JsonFields("", parse(text(body)));
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

    private static String text(byte[] body) {
        if (body.length == 0) {
            throw ProblemException.invalid("body", "must be a JSON object, but is empty");
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
        } catch (CharacterCodingException e) {
            throw ProblemException.invalid("body", "must be valid UTF-8");
        }
    }

    private static JsonNode parse(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            if (node == null || !node.isObject()) {
                throw ProblemException.invalid("body", "must be a JSON object");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw ProblemException.invalid("body", "must be JSON: " + where(e));
        }
    }

    /** Only the place: a parser's message repeats whatever was sent. */
    private static String where(JsonProcessingException e) {
        String why =
                e.getClass().getSimpleName().contains("Constraints")
                        ? "too deep or too long"
                        : "broken";
        return e.getLocation() == null
                ? why
                : why
                        + " at line "
                        + e.getLocation().getLineNr()
                        + ", column "
                        + e.getLocation().getColumnNr();
    }
}
