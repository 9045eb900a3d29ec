package org.acme.systemtest;

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

/** Requests as a user's program would make them. */
public final class Http {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private static final ObjectMapper JSON = new ObjectMapper();

    private Http() {}

    /** What came back. */
    public record Answer(int status, String body) {
        /** The body as a tree. */
        public JsonNode json() throws IOException {
            return JSON.readTree(body);
        }
    }

    /** Asks for something. */
    public static Answer get(URI base, String path) throws IOException, InterruptedException {
        return send(request(base, path).GET());
    }

    /** Sends JSON; headers are names and values in turn. */
    public static Answer send(String method, URI base, String path, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                request(base, path)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    private static HttpRequest.Builder request(URI base, String path) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(TIMEOUT);
    }

    private static Answer send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        HttpResponse<String> response = CLIENT.send(request.build(), BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.body());
    }
}
