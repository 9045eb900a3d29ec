package org.acme.breaker.chaos;

import static org.acme.breaker.InvalidConfigurationException.requireGiven;

import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.acme.breaker.CheckedCall;
import org.acme.breaker.Registration;
import org.acme.breaker.internal.ListenerList;
import org.acme.breaker.retry.Pause;
import org.acme.breaker.timeout.Timer;
import org.jspecify.annotations.Nullable;

/**
 * Disturbs a share of the calls: faults, latency, false results, code of your own. The innermost
 * part of a pipeline, so that all others meet what it does as they would meet the dependency's own
 * trouble. For experiments in tests and, by the switch, on a running system.
 *
 * <pre>{@code
 * Chaos chaos =
 *         Chaos.builder("payment")
 *                 .faults(5, () -> new IOException("chaos"))
 *                 .latency(10, Duration.ofMillis(300))
 *                 .seed(42)
 *                 .build();
 * chaos.enable();
 * }</pre>
 *
 * <p>Switched off unless told otherwise; what is off costs one read. Each call draws for each kind
 * by itself: a call may be delayed and fail. Thread-safe; calls that draw at the same moment share
 * the sequence of the seed in no fixed order.
 */
public final class Chaos {

    private final String name;
    private final ChaosBuilder settings;
    private final Pause pause;
    private final Timer timer;
    private final ListenerList<Consumer<? super Injection>> listeners;
    private final LongAdder injected = new LongAdder();
    private volatile boolean enabled;

    /** Guarded by itself: a call draws for all kinds at once. */
    private final SplittableRandom random;

    Chaos(ChaosBuilder b) {
        this.name = b.name;
        this.settings = copy(b);
        this.pause = b.pause;
        this.timer = b.timer;
        this.random = b.random.split();
        this.enabled = b.enabled;
        this.listeners = new ListenerList<>("chaos '" + b.name + "'");
    }

    /** A builder's later changes don't reach what it has built. */
    private static ChaosBuilder copy(ChaosBuilder b) {
        ChaosBuilder copy = new ChaosBuilder(b.name);
        copy.behaviourPercent = b.behaviourPercent;
        copy.latencyPercent = b.latencyPercent;
        copy.faultPercent = b.faultPercent;
        copy.outcomePercent = b.outcomePercent;
        copy.behaviour = b.behaviour;
        copy.latencyNanos = b.latencyNanos;
        copy.fault = b.fault;
        copy.outcome = b.outcome;
        return copy;
    }

    /** A builder without any injection. */
    public static ChaosBuilder builder(String name) {
        return new ChaosBuilder(name);
    }

    /** Returns the name that metrics and messages use. */
    public String name() {
        return name;
    }

    /** Injects from the next call on. */
    public void enable() {
        enabled = true;
    }

    /** Injects no more, from the next call on. Delays that have begun go on. */
    public void disable() {
        enabled = false;
    }

    /** Returns whether calls are disturbed at the moment. */
    public boolean isEnabled() {
        return enabled;
    }

    /** Returns how many injections there have been. */
    public long injected() {
        return injected.sum();
    }

    /** Tells {@code listener} of every injection. What it throws is logged. */
    public Registration onInjection(Consumer<? super Injection> listener) {
        return listeners.add(requireGiven(listener, "chaos.listener", "a listener"));
    }

    /** Makes the call, or what becomes of it. Throws what the call or the injected fault throws. */
    public <T extends @Nullable Object, E extends Exception> T call(CheckedCall<T, E> body)
            throws E {
        Objects.requireNonNull(body, "body");
        if (!enabled) {
            return body.call();
        }
        Draw draw = draw();
        if (draw.behaves()) {
            tell(Injection.BEHAVIOUR);
            settings.behaviour.run();
        }
        if (draw.delays()) {
            tell(Injection.LATENCY);
            try {
                pause.pause(settings.latencyNanos);
            } catch (InterruptedException e) {
                // What a blocking client would throw here.
                throw Chaos.<RuntimeException>undeclared(e);
            }
        }
        if (draw.fails()) {
            tell(Injection.FAULT);
            throw Chaos.<RuntimeException>undeclared(settings.newFault());
        }
        return draw.answers() ? outcome() : body.call();
    }

    /** As {@link #call}, for asynchronous work. Ending the answer early ends a delay as well. */
    public <T extends @Nullable Object> CompletionStage<T> callAsync(
            Supplier<? extends CompletionStage<T>> body) {
        Objects.requireNonNull(body, "body");
        if (!enabled) {
            return body.get();
        }
        Draw draw = draw();
        if (draw.behaves()) {
            tell(Injection.BEHAVIOUR);
            settings.behaviour.run();
        }
        Supplier<? extends CompletionStage<T>> rest = () -> after(draw, body);
        if (!draw.delays()) {
            return rest.get();
        }
        tell(Injection.LATENCY);
        return new DelayedCall<T>().begin(rest, timer, settings.latencyNanos);
    }

    private <T extends @Nullable Object> CompletionStage<T> after(
            Draw draw, Supplier<? extends CompletionStage<T>> body) {
        if (draw.fails()) {
            tell(Injection.FAULT);
            return CompletableFuture.failedFuture(settings.newFault());
        }
        return draw.answers() ? CompletableFuture.<T>completedFuture(outcome()) : body.get();
    }

    /** What happens to one call. */
    private record Draw(boolean behaves, boolean delays, boolean fails, boolean answers) {}

    private Draw draw() {
        synchronized (random) {
            return new Draw(
                    isHit(settings.behaviourPercent),
                    isHit(settings.latencyPercent),
                    isHit(settings.faultPercent),
                    isHit(settings.outcomePercent));
        }
    }

    private boolean isHit(double percent) {
        return random.nextDouble() * 100 < percent;
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private <T extends @Nullable Object> T outcome() {
        tell(Injection.OUTCOME);
        return (T) settings.outcome.get();
    }

    /** The body may throw checked exceptions, and so may chaos in its place. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> E undeclared(Throwable thrown) throws E {
        throw (E) thrown;
    }

    private void tell(Injection injection) {
        injected.increment();
        if (!listeners.isEmpty()) {
            listeners.tell(listener -> listener.accept(injection));
        }
    }
}
