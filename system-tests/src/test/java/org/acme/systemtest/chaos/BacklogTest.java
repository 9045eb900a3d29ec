package org.acme.systemtest.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.acme.launcher.stage.Lane;
import org.acme.launcher.stage.Role;
import org.acme.systemtest.Buyer;
import org.acme.systemtest.Http;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A long outage has left a backlog: it is paged, it costs no memory, beyond the limit new orders
 * are refused cleanly, and it drains. {@code -Dbacklog.orders=100000} is the long form.
 */
@Tag("deep")
class BacklogTest {

    private static final int ORDERS = Integer.getInteger("backlog.orders", 3_000);
    private static final int PAGE = 500;
    private static final Duration DRAINED = Duration.ofMinutes(Long.getLong("backlog.minutes", 8));

    /** As a killed process leaves them, written down and nothing else; but not due yet. */
    private static final String ABANDONED =
            """
            INSERT INTO checkout_protected.customer_order
                (order_id, idempotency_key, request_hash, customer_id, card_token, lines,
                 total_minor, currency, payment, reservation, inventory_as_of, next_attempt_at)
            SELECT id, id::text, '', 'c-1', 'tok_ok',
                   jsonb_build_array(jsonb_build_object(
                       'sku', sku, 'quantity', 1, 'unitPriceMinor', price_minor)),
                   price_minor, currency, 'NOT_ATTEMPTED', 'NONE', now(),
                   'infinity'
            FROM (SELECT gen_random_uuid() AS id, n FROM generate_series(1, %d) AS n) AS ids
            JOIN (SELECT *, row_number() OVER (ORDER BY sku) AS place, count(*) OVER () AS places
                  FROM inventory_protected.product) AS p ON p.place = 1 + ids.n %% p.places
            """;

    private static final String DUE =
            "UPDATE checkout_protected.customer_order SET next_attempt_at = now()";

    @Timeout(value = 1, unit = TimeUnit.HOURS)
    @Test
    void backlog_isPagedRefusedBeyondTheLimit_andDrains() throws Exception {
        Map<String, String> settings =
                Map.of(
                        "CHECKOUT_ORDER_MAX_PENDING", "" + ORDERS,
                        "CHECKOUT_SETTLEMENT_PER_SECOND", "2000",
                        "CHECKOUT_SETTLEMENT_CONCURRENCY", "16",
                        "CHECKOUT_SETTLEMENT_GIVE_UP_AFTER", "24h");
        try (Chaos chaos = Chaos.begin("backlog", 0, settings)) {
            URI checkout = chaos.address(Role.CHECKOUT, Lane.PROTECTED);
            long pid = chaos.program(Role.CHECKOUT, Lane.PROTECTED).pid();
            long before = residentMegabytes(pid);
            chaos.books().execute(ABANDONED.formatted(ORDERS));

            await().atMost(Chaos.TIMEOUT)
                    .ignoreExceptions()
                    .untilAsserted(() -> assertRefused(order(checkout)));
            long known = chaos.books().orders();
            assertRefused(order(checkout));
            assertThat(chaos.books().orders()).isEqualTo(known);
            // What was accepted before the limit was noticed.
            await().atMost(Chaos.TIMEOUT)
                    .ignoreExceptions()
                    .until(() -> chaos.books().unfinished() == ORDERS);
            long pages = pages(checkout);
            chaos.books().execute(DUE);
            long begin = System.nanoTime();
            await().atMost(DRAINED)
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> chaos.books().unfinished() == 0);

            System.out.printf(
                    "backlog: %d orders, %d MB before and %d MB after, %d ms for all pages of %d,"
                            + " drained in %d s%n",
                    ORDERS,
                    before,
                    residentMegabytes(pid),
                    pages,
                    PAGE,
                    Duration.ofNanos(System.nanoTime() - begin).toSeconds());
            assertThat(chaos.books().violations()).isEmpty();
            await().atMost(Chaos.TIMEOUT)
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(order(checkout).body()).contains("CONFIRMED"));
        }
    }

    private static void assertRefused(Http.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(503);
        assertThat(answer.body()).contains("backlog-full");
    }

    private static Http.Answer order(URI checkout) throws Exception {
        return Buyer.order(checkout, Buyer.CARD, "backlog-" + System.nanoTime());
    }

    /** Reads every page of pending orders, and answers how many milliseconds that took. */
    private static long pages(URI checkout) throws Exception {
        long begin = System.nanoTime();
        String path = "/orders?status=PAYMENT_PENDING&limit=" + PAGE;
        String next = "";
        int seen = 0;
        do {
            Http.Answer answer =
                    Http.get(checkout, next.isEmpty() ? path : path + "&after=" + next);
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            JsonNode page = answer.json();
            seen += page.path("items").size();
            next = page.path("next").asText("");
        } while (!next.isEmpty() && !"null".equals(next));
        assertThat(seen).isEqualTo(ORDERS);
        return Duration.ofNanos(System.nanoTime() - begin).toMillis();
    }

    /** What the process occupies; 0 where the system doesn't say. */
    private static long residentMegabytes(long pid) throws IOException {
        Path status = Path.of("/proc", "" + pid, "status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }
}
