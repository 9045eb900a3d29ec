package org.acme.fault.wire;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import org.acme.chassis.problem.ProblemAnswers;
import org.acme.fault.lease.FaultLease;
import org.acme.fault.lease.FaultRegistry;
import org.acme.fault.lease.FaultsConfig;
import org.jboss.logging.Logger;

/**
 * Runs before every other route, and never applies faults to endpoints that monitor or operate a
 * service: a fault must not block the request that ends it, nor the auditor's reads.
 */
@Singleton
public final class FaultRoute {

    private static final Logger LOG = Logger.getLogger(FaultRoute.class);
    private static final List<String> NEVER_FAULTED =
            List.of(
                    "/faults",
                    "/metrics",
                    "/q",
                    "/health",
                    "/audit",
                    "/capacity",
                    "/habits",
                    "/breakers",
                    "/deliveries/policy");

    private final FaultsConfig config;
    private final FaultRegistry registry;
    private final ParkingLot parkingLot;
    private final ProblemAnswers answers;
    private final Halt halt;

    FaultRoute(
            FaultsConfig config,
            FaultRegistry registry,
            ParkingLot parkingLot,
            ProblemAnswers answers,
            Halt halt) {
        this.config = config;
        this.registry = registry;
        this.parkingLot = parkingLot;
        this.answers = answers;
        this.halt = halt;
    }

    void install(@Observes Router router) {
        if (config.enabled()) {
            router.route().order(Integer.MIN_VALUE).handler(this::handle);
            LOG.info("fault injection is on: POST /faults");
        }
    }

    private void handle(RoutingContext routing) {
        FaultLease[] leases = registry.active();
        if (leases.length == 0 || isNeverFaulted(routing.normalizedPath())) {
            routing.next();
        } else {
            new HttpFaultContext(
                            routing, leases, parkingLot, answers, halt::now, config.longestWork())
                    .proceed();
        }
    }

    public static boolean isNeverFaulted(String path) {
        return NEVER_FAULTED.stream()
                .anyMatch(
                        prefix ->
                                path.startsWith(prefix)
                                        && (path.length() == prefix.length()
                                                || path.charAt(prefix.length()) == '/'));
    }
}
