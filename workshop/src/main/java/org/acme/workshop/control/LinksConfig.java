package org.acme.workshop.control;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Optional;

/** Where a browser finds the other pages; an address that isn't set is not shown. */
@ConfigMapping(prefix = "links")
public interface LinksConfig {

    /** What an address looks like. */
    String FORM = "https?://[^\\s\"'<>]+";

    /** Grafana, as the browser reaches it. */
    Optional<@Pattern(regexp = FORM) String> grafana();

    /** Prometheus, as the browser reaches it. */
    Optional<@Pattern(regexp = FORM) String> prometheus();

    /** The host under which the browser reaches the services' ports. */
    @WithDefault("http://127.0.0.1")
    @Pattern(regexp = FORM)
    String host();

    /** Ports of checkout, payment and inventory in the protected lane. */
    @WithDefault("8081,8082,8083")
    List<Integer> protectedPorts();

    /** Ports of checkout, payment and inventory in the unprotected lane. */
    @WithDefault("8181,8182,8183")
    List<Integer> unprotectedPorts();

    /** A page to look at. */
    record Link(String words, String address) {}

    /** All pages to look at. */
    record Links(List<Link> pages, List<Link> protectedLane, List<Link> unprotectedLane) {}

    /** The names of the services, in the order of their ports. */
    List<String> SERVICES = List.of("checkout", "payment", "inventory");

    /** All pages to look at. */
    default Links all() {
        java.util.ArrayList<Link> pages = new java.util.ArrayList<>();
        grafana().ifPresent(address -> pages.add(new Link("Grafana", address)));
        prometheus().ifPresent(address -> pages.add(new Link("Prometheus", address)));
        pages.add(new Link("API", "/q/swagger-ui"));
        return new Links(pages, swagger(protectedPorts()), swagger(unprotectedPorts()));
    }

    private List<Link> swagger(List<Integer> ports) {
        java.util.ArrayList<Link> links = new java.util.ArrayList<>();
        for (int i = 0; i < Math.min(ports.size(), SERVICES.size()); i++) {
            links.add(new Link(SERVICES.get(i), host() + ":" + ports.get(i) + "/q/swagger-ui"));
        }
        return links;
    }
}
