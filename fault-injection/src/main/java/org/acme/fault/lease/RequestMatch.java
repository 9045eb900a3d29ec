package org.acme.fault.lease;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Selects the requests that a lease applies to; an absent field matches everything. */
public record RequestMatch(
        @Nullable String method, @Nullable PathPattern path, Map<String, String> headers) {

    public static final RequestMatch EVERYTHING = new RequestMatch(null, null, Map.of());

    boolean matches(RequestFacts request) {
        return (method == null || method.equals(request.method()))
                && (path == null || path.matches(request.path()))
                && headers.entrySet().stream()
                        .allMatch(
                                header ->
                                        header.getValue().equals(request.header(header.getKey())));
    }

    public Map<String, Object> describe() {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (method != null) {
            fields.put("method", method);
        }
        if (path != null) {
            fields.put("path", path.text());
        }
        if (!headers.isEmpty()) {
            fields.put("headers", headers);
        }
        return fields;
    }
}
