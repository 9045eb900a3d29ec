package org.acme.launcher.play;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Calls the control room's HTTP API. */
public final class ControlRoom {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final URI address;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(TIMEOUT)
                    .proxy(HttpClient.Builder.NO_PROXY)
                    .build();
    private final ObjectMapper json =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    public ControlRoom(URI address) {
        this.address = address;
    }

    /** Starts a run and returns its first state. */
    public RunView start(String scenario) throws IOException, InterruptedException {
        return read(send("POST", "/api/scenarios/" + scenario + "/runs"), RunView.class);
    }

    public RunView run(String id) throws IOException, InterruptedException {
        return read(send("GET", "/api/runs/" + id), RunView.class);
    }

    /** Returns a run as the JSON document that the control room sent. */
    String document(String id) throws IOException, InterruptedException {
        return send("GET", "/api/runs/" + id);
    }

    /** Returns the report of a run. */
    public String report(String id) throws IOException, InterruptedException {
        return send("GET", "/api/runs/" + id + "/report.html");
    }

    public LanesView lanes() throws IOException, InterruptedException {
        return read(send("GET", "/api/lanes"), LanesView.class);
    }

    private String send(String method, String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(address.resolve(path))
                        .timeout(TIMEOUT)
                        .method(method, BodyPublishers.noBody())
                        .build();
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IOException(
                    "the control room rejects %s %s: %s".formatted(method, path, reason(response)));
        }
        return response.body();
    }

    private <T> T read(String body, Class<T> type) throws JsonProcessingException {
        return json.readValue(body, type);
    }

    /** Returns the detail of the problem document, or the status if there is none. */
    private String reason(HttpResponse<String> response) {
        try {
            JsonNode detail = json.readTree(response.body()).path("detail");
            if (detail.isTextual()) {
                return detail.asText();
            }
        } catch (JsonProcessingException e) {
            // Not a problem document: only the status is known.
        }
        return "status " + response.statusCode();
    }
}
