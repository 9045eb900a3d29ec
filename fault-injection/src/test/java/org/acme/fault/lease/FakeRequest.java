package org.acme.fault.lease;

import java.util.Map;
import org.jspecify.annotations.Nullable;

public record FakeRequest(String method, String path, Map<String, String> headers)
        implements RequestFacts {

    public static FakeRequest post(String path) {
        return new FakeRequest("POST", path, Map.of());
    }

    @Override
    public @Nullable String header(String name) {
        return headers.get(name);
    }
}
