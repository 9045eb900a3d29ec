package org.acme.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** Plays many histories, one for each seed, until one breaks an invariant. */
record Histories(
        int played, long nanos, List<String> violations, Map<String, Long> counts, String story) {

    /**
     * Faults and events that a run of thousands must contain; otherwise the faults miss the
     * protocol.
     */
    static final List<String> MUST_HAPPEN =
            List.of(
                    "ends: OrderFacts[payment=PAID, reservation=HELD]",
                    "ends: OrderFacts[payment=DECLINED, reservation=RELEASED]",
                    "ends: OrderFacts[payment=NOT_ATTEMPTED, reservation=REFUSED]",
                    "ends: OrderFacts[payment=REFUNDED, reservation=REFUSED]",
                    "ends: OrderFacts[payment=VOIDED, reservation=REFUSED]",
                    "ends: OrderFacts[payment=REFUNDED, reservation=RELEASED]",
                    "ends: OrderFacts[payment=VOIDED, reservation=RELEASED]",
                    "late by more than 1 s: reserve",
                    "late by more than 1 s: charge",
                    "late by more than 1 s: void",
                    "late by more than 1 s: release",
                    "sent twice: reserve",
                    "sent twice: charge",
                    "sent twice: void",
                    "sent twice: release",
                    "results of a lost claim",
                    "kills",
                    "pauses");

    private static final String COMMAND =
            "./mvnw verify -pl simulation -am -Dtest=%s -Dsimulation.seed=%d%s"
                    + " -Dsurefire.failIfNoSpecifiedTests=false";

    static Histories play(long firstSeed, int most, Mutation mutation, boolean traced) {
        Scheduler scheduler = new Scheduler();
        Map<String, Long> counts = new TreeMap<>();
        long began = System.nanoTime();
        for (int i = 0; i < most; i++) {
            long seed = firstSeed + i;
            History.Result result = History.play(seed, mutation, scheduler, traced);
            result.records().counts().forEach((what, n) -> counts.merge(what, n, Long::sum));
            if (!result.violations().isEmpty() || traced) {
                List<String> trace =
                        traced
                                ? result.trace()
                                : History.play(seed, mutation, scheduler, true).trace();
                return new Histories(
                        i + 1,
                        System.nanoTime() - began,
                        result.violations(),
                        counts,
                        story(seed, mutation, trace, result.violations()));
            }
        }
        return new Histories(most, System.nanoTime() - began, new ArrayList<>(), counts, "");
    }

    /** Plays a share of the seeds on each of {@code threads} threads. */
    static Histories playAll(long firstSeed, int most, int threads) {
        List<CompletableFuture<Histories>> parts = new ArrayList<>();
        int each = (most + threads - 1) / threads;
        for (int i = 0; i < threads; i++) {
            long from = firstSeed + (long) i * each;
            parts.add(
                    CompletableFuture.supplyAsync(
                            () -> play(from, each, Mutation.NONE, false),
                            task -> new Thread(task, "histories").start()));
        }
        return parts.stream().map(CompletableFuture::join).reduce(Histories::plus).orElseThrow();
    }

    private Histories plus(Histories other) {
        Map<String, Long> both = new TreeMap<>(counts);
        other.counts.forEach((what, n) -> both.merge(what, n, Long::sum));
        List<String> wrong = new ArrayList<>(violations);
        wrong.addAll(other.violations);
        return new Histories(
                played + other.played,
                Math.max(nanos, other.nanos),
                wrong,
                both,
                story + other.story);
    }

    private static String story(
            long seed, Mutation mutation, List<String> trace, List<String> violations) {
        return "seed %d, again with: %s%n%s%n%s%n"
                .formatted(
                        seed,
                        command(seed, mutation),
                        String.join(System.lineSeparator(), trace),
                        violations);
    }

    /** Plays one history again and prints its events. */
    static String command(long seed, Mutation mutation) {
        return mutation == Mutation.NONE
                ? COMMAND.formatted("ProtocolTest", seed, "")
                : COMMAND.formatted(
                        "MutationsTest", seed, " -Dsimulation.mutation=" + mutation.name());
    }

    /** Counts what happened, and holds the trace of a history that broke an invariant. */
    String summary() {
        String numbers =
                counts.entrySet().stream()
                        .map(e -> "  %,9d  %s".formatted(e.getValue(), e.getKey()))
                        .collect(Collectors.joining(System.lineSeparator()));
        return "%d histories in %.1f s%n%s%n%s".formatted(played, nanos / 1e9, numbers, story);
    }
}
