package org.acme.breaker.quarkus.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.acme.breaker.CircuitBreakerRegistry;
import org.acme.breaker.quarkus.TestShop;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EventsTest {

    @Inject TestShop shop;
    @Inject CircuitBreakerRegistry registry;
    @Inject EventFeed feed;

    @Test
    void transitions_areSentAsTheyHappen_andAReaderThatLeavesIsForgotten() {
        List<String> lines = new CopyOnWriteArrayList<>();
        var request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://localhost:"
                                                + RestAssured.port
                                                + "/breakers/events"))
                        .header("Accept", "text/event-stream")
                        .build();
        int before = feed.readers();
        var answer =
                HttpClient.newHttpClient()
                        .sendAsync(request, BodyHandlers.fromLineSubscriber(new Lines(lines)));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> lines.stream().anyMatch(line -> line.contains("heartbeat")));

        shop.inventory().forceOpen();
        shop.inventory().reset();

        await().atMost(Duration.ofSeconds(60))
                .until(() -> lines.stream().anyMatch(line -> line.contains("\"to\":\"closed\"")));
        assertThat(lines)
                .anySatisfy(
                        line ->
                                assertThat(line)
                                        .startsWith("data:")
                                        .contains("\"type\":\"transition\"")
                                        .contains("\"breaker\":\"inventory\"")
                                        .contains("\"to\":\"forced_open\"")
                                        .contains("\"why\":\"opened manually\""));
        answer.cancel(true);
        await().atMost(Duration.ofSeconds(60)).until(() -> feed.readers() == before);
    }
}
