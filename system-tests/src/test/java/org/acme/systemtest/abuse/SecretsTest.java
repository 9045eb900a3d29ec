package org.acme.systemtest.abuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.acme.launcher.stage.Lane;
import org.acme.launcher.stage.Role;
import org.acme.systemtest.Buyer;
import org.acme.systemtest.Http;
import org.acme.systemtest.TestStage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What was given to the programs as a secret is in no log and in no answer, whatever goes wrong.
 */
@Tag("deep")
class SecretsTest {

    private static final String TOKEN = "token-7d1f0c55";
    private static final String GUESS = "guess-91ab3e02";
    private static final String PASSWORD = "password-3c0be1aa";
    private static final String CARD = "tok_secret_5a77d0c4";
    private static final List<String> SECRETS = List.of(TOKEN, GUESS, PASSWORD, CARD);
    private static final Duration BACK = Duration.ofMinutes(2);

    private static TestStage stage;

    /** The embedded PostgreSQL trusts whoever comes from this machine, so any password will do. */
    @BeforeAll
    static void open() throws Exception {
        stage =
                TestStage.open(
                        "secrets",
                        Map.of("BREAKER_ADMIN_TOKEN", TOKEN, "DB_PASSWORD", PASSWORD),
                        Map.of("TRAFFIC_ARRIVALS_PER_SECOND", "5", "LANES_ADMIN_TOKEN", TOKEN));
    }

    @AfterAll
    static void close() {
        stage.close();
    }

    @Test
    void secrets_areInNoLogAndInNoAnswer() throws Exception {
        URI checkout = stage.stage().address(Role.CHECKOUT, Lane.PROTECTED);
        URI payment = stage.stage().address(Role.PAYMENT, Lane.PROTECTED);

        assertTellsNothing(breakers(checkout, TOKEN), 200);
        assertTellsNothing(breakers(checkout, GUESS), 401);
        assertTellsNothing(Http.get(checkout, "/breakers"), 401);
        // The control room has the token, and so its visitors need none.
        URI room = stage.stage().controlRoom();
        assertTellsNothing(Http.get(room, "/api/tuning"), 200);
        assertTellsNothing(Http.send("POST", room, "/api/tuning/payment/reset", ""), 200);
        // Nothing is sold before the catalogue has been read for the first time.
        await().atMost(BACK).ignoreExceptions().until(() -> order(checkout).status() != 503);
        assertTellsNothing(order(checkout), 202, 400, 402, 422);
        assertTellsNothing(charge(payment, "\"" + CARD + "\""), 400, 422);
        assertTellsNothing(charge(payment, "{\"" + CARD + "\":1}"), 400);
        loseTheDatabase(checkout);

        assertThat(linesWithSecrets()).isEmpty();
    }

    private static Http.Answer breakers(URI checkout, String token) throws Exception {
        return Http.send("GET", checkout, "/breakers", "", "Authorization", "Bearer " + token);
    }

    private static Http.Answer order(URI checkout) throws Exception {
        return Buyer.order(checkout, CARD, "secrets");
    }

    private static Http.Answer charge(URI payment, String card) throws Exception {
        return Http.send(
                "POST",
                payment,
                "/charges",
                "{\"orderId\":\"o-secret\",\"amountMinor\":1,\"currency\":\"EUR\",\"cardToken\":"
                        + card
                        + "}",
                "Idempotency-Key",
                "secrets");
    }

    /** Connections that fail are what drivers and pools like to tell everything about. */
    private static void loseTheDatabase(URI checkout) throws Exception {
        stage.stage().postgres().stop(BACK);
        assertTellsNothing(order(checkout), 503);
        stage.stage().postgres().start();
        await().atMost(BACK).ignoreExceptions().until(() -> order(checkout).status() != 503);
    }

    private static void assertTellsNothing(Http.Answer answer, Integer... expected) {
        assertThat(answer.status()).as(answer.body()).isIn((Object[]) expected);
        assertThat(SECRETS).noneMatch(answer.body()::contains);
    }

    private static List<String> linesWithSecrets() throws IOException {
        try (Stream<Path> logs = Files.list(stage.stage().logs())) {
            return logs.flatMap(SecretsTest::lines)
                    .filter(line -> SECRETS.stream().anyMatch(line::contains))
                    .toList();
        }
    }

    private static Stream<String> lines(Path log) {
        try {
            return Files.readAllLines(log).stream();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
