package org.acme.checkout.settlement;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Nothing settles or refreshes by itself, so that a test can take each step on its own. */
public class ByHand implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "checkout.settlement.enabled", "false",
                "checkout.catalogue.refresh-every", "1h",
                "breaker.default.open-wait", "1h",
                "breaker.default.minimum-calls", "1000");
    }
}
