package org.acme.workshop.audit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.acme.workshop.audit.LaneVerdict.Judgement;
import org.acme.workshop.lane.Lane;
import org.acme.workshop.lane.ServiceClient;
import org.acme.workshop.traffic.AnsweredKeys;
import org.acme.workshop.traffic.Outcome;
import org.acme.workshop.traffic.Traffic;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Reads the books of both lanes continuously, on a separate thread. */
@Startup
@ApplicationScoped
public class Auditor implements Books {

    private static final Logger LOG = Logger.getLogger(Auditor.class);

    private final Map<Lane, LaneAudit> lanes = new EnumMap<>(Lane.class);
    private final Map<Lane, Thread> threads = new EnumMap<>(Lane.class);
    private final AuditConfig config;
    private volatile boolean open = true;

    @Inject
    public Auditor(
            ServiceClient services, Traffic traffic, AuditConfig config, MeterRegistry registry) {
        this(services, lane -> traffic.lane(lane).answeredKeys(), config, registry);
    }

    /** With the record of what the users of each lane were told. */
    Auditor(
            ServiceClient services,
            Function<Lane, AnsweredKeys> told,
            AuditConfig config,
            MeterRegistry registry) {
        this.config = config;
        for (Lane lane : Lane.all()) {
            LaneAudit audit =
                    new LaneAudit(lane, services, told.apply(lane), config, Clock.systemUTC());
            lanes.put(lane, audit);
            register(registry, lane, audit);
            Thread thread = new Thread(() -> run(audit), "auditor-" + lane.label());
            thread.setDaemon(true);
            threads.put(lane, thread);
        }
        threads.values().forEach(Thread::start);
    }

    @Override
    public LaneVerdict verdict(Lane lane) {
        return audit(lane).verdict();
    }

    @Override
    public List<String> stragglers(Lane lane, Instant from, Instant to, Instant deadline) {
        return audit(lane).stragglers(from, to, deadline).stream()
                .map(order -> order.orderId() + " (" + order.status() + ")")
                .toList();
    }

    @Override
    public long judgedOfThoseSince(Lane lane, Instant from) {
        return audit(lane).judgedOfThoseSince(from);
    }

    @Override
    public OrderTally tally(Lane lane, Instant from, Instant to, @Nullable Outcome told) {
        return audit(lane).tally(from, to, told);
    }

    private LaneAudit audit(Lane lane) {
        return Objects.requireNonNull(lanes.get(lane));
    }

    private void run(LaneAudit audit) {
        while (open) {
            try {
                audit.turn();
            } catch (InterruptedException closing) {
                return;
            } catch (RuntimeException unexpected) {
                LOG.error("an audit failed", unexpected);
            }
            LockSupport.parkNanos(
                    this, TimeUnit.MILLISECONDS.toNanos(config.interval().toMillis()));
        }
    }

    private static void register(MeterRegistry registry, Lane lane, LaneAudit audit) {
        for (Invariant invariant : Invariant.values()) {
            Gauge.builder("invariant.violations", audit, seen -> violations(seen, invariant))
                    .description("Violations of an invariant that the auditor sees now")
                    .tags("lane", lane.label(), "invariant", invariant.label())
                    .register(registry);
        }
        Gauge.builder("audit.state", audit, seen -> seen.verdict().state().code())
                .description("0 the books balance, 1 they do not, 2 unknown")
                .tags("lane", lane.label())
                .register(registry);
        Gauge.builder("audit.orders.judged", audit, seen -> seen.verdict().judgedOrders())
                .description("Orders that the auditor has judged since the start")
                .tags("lane", lane.label())
                .register(registry);
        Gauge.builder("audit.orders.open", audit, seen -> seen.verdict().openOrders())
                .description("Orders that are not final, or not for long enough to be judged")
                .tags("lane", lane.label())
                .register(registry);
        Gauge.builder("audit.orders.overdue", audit, seen -> seen.verdict().overdueOrders())
                .description("Orders that are overdue: not final in time")
                .tags("lane", lane.label())
                .register(registry);
    }

    private static double violations(LaneAudit audit, Invariant invariant) {
        for (Judgement judgement : audit.verdict().invariants()) {
            if (judgement.invariant() == invariant) {
                return judgement.violations();
            }
        }
        return 0;
    }

    @PreDestroy
    void close() {
        open = false;
        threads.values().forEach(Thread::interrupt);
    }
}
