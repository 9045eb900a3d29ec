package org.acme.breaker.contract;

import static org.acme.breaker.contract.History.MILLI;

import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.acme.breaker.contract.History.AttemptPlan;
import org.acme.breaker.contract.History.Breaker;
import org.acme.breaker.contract.History.CallPlan;
import org.acme.breaker.contract.History.Continuation;
import org.acme.breaker.contract.History.Delivery;
import org.acme.breaker.contract.History.Ending;
import org.acme.breaker.contract.History.FallbackRule;
import org.acme.breaker.contract.History.Interference;
import org.acme.breaker.contract.History.Manners;
import org.acme.breaker.contract.History.Settings;

/**
 * Makes a history of a seed: always the same one. Limits of the parts are whole milliseconds and
 * the times of users are not, so that two things practically never happen at the same instant.
 */
final class Histories {

    private static final long ANOTHER_SEQUENCE = 0x5DEECE66DL;

    private final SplittableRandom random;

    /** Draws the hedge, so that histories without one are what they were before there was one. */
    private final SplittableRandom hedges;

    private final long seed;

    private Histories(long seed) {
        this.seed = seed;
        this.random = new SplittableRandom(seed);
        this.hedges = new SplittableRandom(seed ^ ANOTHER_SEQUENCE);
    }

    /** Up to three calls that overlap, each asynchronous or blocking. */
    static History of(long seed) {
        return new Histories(seed).overlapping();
    }

    /** One call that means the same in both forms, to be played in both. */
    static History ofOneCall(long seed) {
        return new Histories(seed).single();
    }

    private History overlapping() {
        // A blocking call waits for a place, or for hedged attempts, in real time: only
        // asynchronous
        // ones wait here.
        int waitMillis = oneOf(0, 0, 15, 200);
        int beside = 1 + Math.max(0, hedges.nextInt(6) - 3);
        Settings settings = settings(waitMillis, beside);
        boolean asyncOnly = waitMillis > 0 || beside > 1;
        List<CallPlan> calls =
                IntStream.rangeClosed(1, 1 + random.nextInt(3))
                        .mapToObj(number -> call(asyncOnly || chance(70)))
                        .sorted(Comparator.comparing(CallPlan::startNanos))
                        .toList();
        return new History(seed, settings, calls);
    }

    private History single() {
        Settings settings = settings(0, 1);
        List<AttemptPlan> attempts =
                IntStream.range(0, 4).mapToObj(number -> plainAttempt(settings)).toList();
        CallPlan call =
                new CallPlan(
                        0, 0, true, outer(), attempts, Interference.NONE, 0, Continuation.NONE);
        return new History(seed, settings, List.of(call));
    }

    private Settings settings(int waitMillis, int beside) {
        boolean polite = chance(50);
        int deadline = oneOf(0, 60, 110, 400);
        int timeout = oneOf(0, 30, 50);
        int attempts = oneOf(1, 1, 2, 3, 4);
        return new Settings(
                deadline,
                attempts,
                oneOf(0, 20),
                chance(30),
                attempts == 1 ? 0 : oneOf(0, 0, 1, 2),
                oneOf(0, 0, 0, 2, 3),
                oneOf(Breaker.values()),
                timeout,
                oneOf(0, 1, 1, 2),
                waitMillis,
                beside,
                5 + 10 * hedges.nextInt(4),
                1 + hedges.nextInt(4),
                chance(10),
                oneOf(FallbackRule.values()),
                manners(polite),
                manners(polite),
                manners(polite),
                manners(polite),
                manners(polite),
                manners(polite));
    }

    private Manners manners(boolean polite) {
        return polite || chance(60) ? Manners.FINE : oneOf(Manners.values());
    }

    private CallPlan call(boolean async) {
        List<AttemptPlan> attempts = IntStream.range(0, 4).mapToObj(number -> attempt()).toList();
        return new CallPlan(
                time(0, 100),
                random.nextInt(2),
                async,
                outer(),
                attempts,
                interference(async),
                time(0, 150),
                chance(60) ? Continuation.NONE : oneOf(Continuation.values()));
    }

    private Interference interference(boolean async) {
        if (chance(60)) {
            return Interference.NONE;
        }
        return async
                ? oneOf(Interference.CANCEL, Interference.COMPLETE, Interference.TIME_OUT)
                : Interference.INTERRUPT;
    }

    private int outer() {
        return chance(75) ? 0 : oneOf(20, 80);
    }

    private AttemptPlan attempt() {
        return new AttemptPlan(
                chance(50) ? Delivery.LATER : oneOf(Delivery.values()),
                ending(),
                chance(80) ? 0 : time(0, 150),
                chance(20),
                time(0, 100),
                chance(20));
    }

    private AttemptPlan plainAttempt(Settings settings) {
        boolean bounded = settings.deadlineMillis() > 0 || settings.timeoutMillis() > 0;
        Delivery delivery =
                bounded
                        ? oneOf(Delivery.AT_ONCE, Delivery.LATER, Delivery.LATER, Delivery.NEVER)
                        : oneOf(Delivery.AT_ONCE, Delivery.LATER);
        return new AttemptPlan(delivery, ending(), 0, false, time(0, 100), false);
    }

    private Ending ending() {
        return chance(40) ? Ending.VALUE : oneOf(Ending.values());
    }

    private long time(int fromMillis, int toMillis) {
        return fromMillis * MILLI + random.nextLong((toMillis - fromMillis) * MILLI) + 1;
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private int oneOf(int... values) {
        return values[random.nextInt(values.length)];
    }

    @SafeVarargs
    private <E extends Enum<E>> E oneOf(E... values) {
        return values[random.nextInt(values.length)];
    }
}
