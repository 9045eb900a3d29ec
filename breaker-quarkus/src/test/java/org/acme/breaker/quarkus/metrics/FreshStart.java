package org.acme.breaker.quarkus.metrics;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/**
 * An application of its own, in which nothing has happened yet, and whose admin endpoint is off.
 */
public class FreshStart implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "breaker.admin.enabled", "false",
                "breaker.\"payment\".window", "1h",
                "breaker.\"payment\".open-wait", "1h");
    }
}
