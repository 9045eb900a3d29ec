package org.acme.checkout.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts a cable between the service and its database, and hands it to the test. */
public class CutDatabase implements QuarkusTestResourceLifecycleManager {

    private @Nullable Cable cable;

    @Override
    public Map<String, String> start() {
        String url = TestPostgres.url();
        int port = URI.create(url.substring("jdbc:".length())).getPort();
        Cable plugged = new Cable(port);
        cable = plugged;
        return Map.of("quarkus.datasource.jdbc.url", url.replace(":" + port, ":" + plugged.port()));
    }

    /** After {@link Neighbours}, whose address it replaces. */
    @Override
    public int order() {
        return 1;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(cable, new TestInjector.MatchesType(Cable.class));
    }

    @Override
    public void stop() {
        if (cable != null) {
            cable.close();
        }
    }
}
