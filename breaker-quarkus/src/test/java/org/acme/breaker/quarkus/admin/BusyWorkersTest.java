package org.acme.breaker.quarkus.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.acme.breaker.quarkus.TestShop;
import org.junit.jupiter.api.Test;

/** What watches must answer when every worker thread waits for something. */
@QuarkusTest
@TestProfile(BusyWorkersTest.FewWorkers.class)
class BusyWorkersTest {

    private static final int WORKERS = 3;

    /** Far beyond what an answer takes on a busy machine; a starved one never comes. */
    private static final Duration PROMPT = Duration.ofSeconds(60);

    private static final Duration PATIENT = Duration.ofMinutes(2);

    public static final class FewWorkers implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.thread-pool.max-threads", String.valueOf(WORKERS));
        }
    }

    @Inject TestShop shop;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void everyWatcher_answersWhileAllWorkersAreBusy() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> blocked =
                IntStream.range(0, WORKERS * 2)
                        .mapToObj(
                                i ->
                                        client.sendAsync(
                                                to("shop/busy", PATIENT), BodyHandlers.ofString()))
                        .toList();
        await().atMost(PATIENT).until(() -> shop.busy() == WORKERS);

        try {
            for (String path :
                    List.of("metrics", "breakers", "breakers/payment", "q/health/group/breakers")) {
                HttpResponse<String> answer =
                        client.send(to(path, PROMPT), BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(path).isEqualTo(200);
                assertThat(answer.body()).as(path).contains("payment");
            }
        } finally {
            shop.free();
        }
        assertThat(blocked).allSatisfy(one -> assertThat(one.join().statusCode()).isEqualTo(200));
    }

    private HttpRequest to(String path, Duration within) {
        return HttpRequest.newBuilder(
                        URI.create("http://localhost:" + RestAssured.port + "/" + path))
                .timeout(within)
                .build();
    }
}
