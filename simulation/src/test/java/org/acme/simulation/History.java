package org.acme.simulation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.DoubleSupplier;
import org.acme.checkout.inventory.StockLine;
import org.acme.checkout.order.CheckoutRequest;
import org.acme.gateway.charge.SimulatedGateway;
import org.acme.inventory.reservation.SimulatedInventory;
import org.jspecify.annotations.Nullable;

/**
 * Plays one history: a few orders, some replicas, and random faults for a while; then no faults
 * until nothing is in flight. A seed decides all of it.
 */
final class History {

    static final long MILLI = 1_000_000L;
    static final long SECOND = 1_000 * MILLI;

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final long FAULTS_LAST = 40 * SECOND;

    /**
     * By then every order must be final; the last message may arrive 100 s after the faults ended.
     */
    private static final long LONGEST = 900 * SECOND;

    final Scheduler scheduler;
    final SplittableRandom random;
    final Mutation mutation;
    final boolean isProtected;
    final Duration giveUpAfter;
    final MemoryStore store;
    final SimulatedGateway gateway;
    final SimulatedInventory inventory;
    final Network network;
    final Records records;

    private final Chances chances;
    private final @Nullable List<String> trace;
    private final Map<String, Outage> outages = new TreeMap<>();
    private int usersLeft;

    /** A time in which a service is down; requests that arrive meanwhile fail. */
    private record Outage(long from, long until) {}

    /** Other orders, which hold some of the same stock. */
    final List<UUID> foreign = new ArrayList<>();

    private History(
            long seed, Mutation mutation, Scheduler scheduler, @Nullable List<String> trace) {
        this.scheduler = scheduler;
        this.random = new SplittableRandom(seed);
        this.mutation = mutation;
        this.trace = trace;
        scheduler.reset();
        this.chances = Chances.draw(random);
        this.isProtected = random.nextInt(4) != 0;
        this.giveUpAfter =
                Duration.ofMillis(
                        random.nextInt(3) == 0 ? 900_000 : 2_000 + random.nextInt(40_000));
        this.store = new MemoryStore(clock(0, 1));
        this.gateway = new SimulatedGateway(mutation == Mutation.GATEWAY_WITHOUT_TOMBSTONES);
        this.inventory = new SimulatedInventory(mutation == Mutation.INVENTORY_WITHOUT_TOMBSTONES);
        this.network = new Network(this);
        this.records = new Records();
    }

    /** The results of a history. */
    record Result(List<String> violations, Records records, List<String> trace) {}

    /** Plays a history, with or without a trace of all events. */
    static Result play(long seed, Mutation mutation, Scheduler scheduler, boolean traced) {
        List<String> trace = traced ? new ArrayList<>() : null;
        History history = new History(seed, mutation, scheduler, trace);
        history.setUp();
        scheduler.run();
        return new Result(
                Invariants.violations(history), history.records, trace == null ? List.of() : trace);
    }

    private void setUp() {
        deliver("TEA-001", random.nextInt(9));
        deliver("POT-001", random.nextInt(9));
        mayBeAway("inventory");
        mayBeAway("gateway");
        int foreignOrders = random.nextInt(3);
        for (int i = 0; i < foreignOrders; i++) {
            UUID id = new UUID(0, i);
            foreign.add(id);
            List<StockLine> lines = List.of(new StockLine("TEA-001", 1 + random.nextInt(4)));
            scheduler.after(below(15 * SECOND), () -> inventory.reserve(id, lines));
        }
        List<Replica> replicas = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            double rate = 0.95 + random.nextDouble() / 10;
            long offset = (random.nextInt(600) - 300) * SECOND;
            replicas.add(new Replica(this, i, clock(offset, rate), rate));
        }
        replicas.forEach(Replica::start);
        int deliveries = random.nextInt(4);
        for (int i = 0; i < deliveries; i++) {
            String sku = random.nextBoolean() ? "TEA-001" : "POT-001";
            int quantity = 1 + random.nextInt(6);
            scheduler.after(below(FAULTS_LAST), () -> deliver(sku, quantity));
        }
        int orders = 1 + random.nextInt(3);
        for (int i = 0; i < orders; i++) {
            buyer("key-" + i, replicas);
        }
    }

    private void mayBeAway(String service) {
        if (random.nextInt(3) == 0) {
            long from = below(2 * SECOND);
            outages.put(service, new Outage(from, from + below(15 * SECOND)));
        }
    }

    boolean isAway(String service) {
        Outage outage = outages.get(service);
        long now = scheduler.now();
        return outage != null && now >= outage.from() && now < outage.until();
    }

    /** Sends the same order once or several times, one after the other or at once. */
    private void buyer(String key, List<Replica> replicas) {
        CheckoutRequest request = request();
        int requests = 1 + random.nextInt(3);
        for (int i = 0; i < requests; i++) {
            Replica replica = replicas.get(random.nextInt(replicas.size()));
            usersLeft++;
            long at = i == 0 ? below(2 * SECOND) : below(8 * SECOND);
            scheduler.spawn(
                    at,
                    () -> {
                        try {
                            replica.place(key, request);
                        } finally {
                            usersLeft--;
                        }
                    });
        }
    }

    private CheckoutRequest request() {
        List<CheckoutRequest.Item> items = new ArrayList<>();
        items.add(new CheckoutRequest.Item("TEA-001", 1 + random.nextInt(3)));
        if (random.nextInt(3) == 0) {
            items.add(new CheckoutRequest.Item("POT-001", 1 + random.nextInt(3)));
        }
        String card = List.of("tok_ok", "tok_ok", "tok_ok", "tok_declined").get(random.nextInt(4));
        return new CheckoutRequest("c-17", items, card);
    }

    private void deliver(String sku, int quantity) {
        inventory.deliver(sku, quantity);
        records.delivered(sku, quantity);
        trace("inventory", "delivery of " + quantity + " " + sku);
    }

    /** Whether faults still happen. */
    boolean faulty() {
        return scheduler.now() < FAULTS_LAST;
    }

    /** Whether all work is done, or the time limit is over. */
    boolean isOver() {
        long age = scheduler.now();
        return age > LONGEST
                || (usersLeft == 0
                        && age > 10 * SECOND
                        && store.all().stream().allMatch(order -> order.facts().isFinal()));
    }

    Chances chances() {
        return faulty() ? chances : Chances.NONE;
    }

    boolean happens(double chance) {
        return chance > 0 && random.nextDouble() < chance;
    }

    long below(long nanos) {
        return (long) (random.nextDouble() * nanos);
    }

    DoubleSupplier chance() {
        return random::nextDouble;
    }

    /** Draws the delay of a message. */
    long travel() {
        Chances now = chances();
        return happens(now.late()) ? below(now.latest()) : MILLI + below(20 * MILLI);
    }

    /** Creates a wall clock with an offset and a rate of its own. */
    private Clock clock(long offset, double rate) {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return START.plusNanos(offset + (long) (rate * scheduler.now()));
            }
        };
    }

    /** The key of the order, which is equal in every run; its id is not. */
    String key(UUID orderId) {
        return store.byId(orderId)
                .map(o -> o.purchase().idempotencyKey())
                .orElse("an unknown order");
    }

    boolean isTraced() {
        return trace != null;
    }

    void trace(String who, Object what) {
        if (trace != null) {
            trace.add("%9.3f s  %-12s %s".formatted(scheduler.now() / 1e9, who, what));
        }
    }

    /** Counters that show what the histories contained. */
    static final class Records {

        private final Map<String, Long> delivered = new TreeMap<>();
        private final Map<String, Long> counts = new TreeMap<>();
        final List<Told> told = new ArrayList<>();
        final List<String> violations = new ArrayList<>();

        void count(String what) {
            counts.merge(what, 1L, Long::sum);
        }

        void delivered(String sku, int quantity) {
            delivered.merge(sku, (long) quantity, Long::sum);
        }

        long deliveredOf(String sku) {
            return delivered.getOrDefault(sku, 0L);
        }

        Map<String, Long> counts() {
            return counts;
        }
    }

    /** The response that a buyer received. */
    record Told(String key, org.acme.checkout.order.Order order) {}
}
