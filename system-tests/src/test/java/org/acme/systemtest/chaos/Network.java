package org.acme.systemtest.chaos;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.acme.launcher.stage.Lane;
import org.acme.launcher.stage.Ports;
import org.acme.launcher.stage.Role;

/** All links between the checkouts and their payment gateways and inventories. */
final class Network implements AutoCloseable {

    private final Map<Lane, Map<Role, Link>> links = new EnumMap<>(Lane.class);

    Network(Ports ports) {
        for (Lane lane : Lane.values()) {
            Map<Role, Link> ofLane = new EnumMap<>(Role.class);
            for (Role role : List.of(Role.PAYMENT, Role.INVENTORY)) {
                ofLane.put(role, new Link(ports.of(role, lane)));
            }
            links.put(lane, ofLane);
        }
    }

    /** Settings that lead each checkout over the links of its lane. */
    Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        links.forEach(
                (lane, ofLane) ->
                        ofLane.forEach(
                                (role, link) ->
                                        settings.put(
                                                "LINK_" + role + "_" + lane, "" + link.port())));
        settings.put("PAYMENT_URL", "http://127.0.0.1:${link.payment.${LANE}}");
        settings.put("INVENTORY_URL", "http://127.0.0.1:${link.inventory.${LANE}}");
        return settings;
    }

    Link link(Role role, Lane lane) {
        Map<Role, Link> ofLane = Objects.requireNonNull(links.get(lane), "lane");
        return Objects.requireNonNull(ofLane.get(role), "role");
    }

    List<Link> all() {
        return links.values().stream().flatMap(ofLane -> ofLane.values().stream()).toList();
    }

    void heal() {
        all().forEach(Link::heal);
    }

    long lateCalls() {
        return all().stream().mapToLong(Link::lateCalls).sum();
    }

    @Override
    public void close() {
        all().forEach(Link::close);
    }
}
