package org.acme.workshop.control;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Optional;

/** The addresses of the other pages as seen from the browser; an unset address is not shown. */
@ConfigMapping(prefix = "links")
public interface LinksConfig {

    /** The format of an address. */
    String FORM = "https?://[^\\s\"'<>]+";

    /** The address of Grafana for the browser. */
    Optional<@Pattern(regexp = FORM) String> grafana();

    /** The address of Prometheus for the browser. */
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

    /** A link to a page. */
    record Link(String words, String address) {}

    /** All links to other pages. */
    record Links(List<Link> pages, List<Link> protectedLane, List<Link> unprotectedLane) {}

    /** The names of the services, in the order of their ports. */
    List<String> SERVICES = List.of("checkout", "payment", "inventory");

    /** All links to other pages. */
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
