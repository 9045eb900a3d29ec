package org.acme.breaker.microprofile.guard;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import jakarta.interceptor.InvocationContext;
import java.lang.reflect.Method;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import org.acme.breaker.CircuitBreaker;
import org.acme.breaker.CircuitBreakerConfig;
import org.acme.breaker.CircuitBreakerRegistry;
import org.acme.breaker.Ticker;
import org.acme.breaker.bulkhead.Bulkhead;
import org.acme.breaker.microprofile.fallback.FallbackStep;
import org.acme.breaker.microprofile.fallback.Fallbacks;
import org.acme.breaker.microprofile.mutiny.UniShape;
import org.acme.breaker.microprofile.settings.BreakerSettings;
import org.acme.breaker.microprofile.settings.BulkheadSettings;
import org.acme.breaker.microprofile.settings.FallbackSettings;
import org.acme.breaker.microprofile.settings.MethodSettings;
import org.acme.breaker.microprofile.settings.RetrySettings;
import org.acme.breaker.microprofile.settings.TimeoutSettings;
import org.acme.breaker.retry.Pause;
import org.acme.breaker.retry.Retry;
import org.acme.breaker.timeout.Timeout;
import org.acme.breaker.timeout.Timer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.faulttolerance.exceptions.FaultToleranceDefinitionException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Combines the parts of breaker-lib around a method, as its annotations declare. */
@Singleton
public final class GuardFactory {

    private static final String UNI = "io.smallrye.mutiny.Uni";

    private final Instance<CircuitBreakerRegistry> registry;
    private final Fallbacks fallbacks;
    private final Workers workers;
    private final RequestContexts contexts;
    private final MetricsSource metrics;

    /** Made by the container. */
    public GuardFactory(
            Instance<CircuitBreakerRegistry> registry,
            Fallbacks fallbacks,
            Workers workers,
            RequestContexts contexts,
            MetricsSource metrics) {
        this.registry = registry;
        this.fallbacks = fallbacks;
        this.workers = workers;
        this.contexts = contexts;
        this.metrics = metrics;
    }

    Guard make(Class<?> beanClass, Method method) {
        MethodSettings settings =
                MethodSettings.read(ConfigProvider.getConfig(), beanClass, method);
        if (settings.isEmpty()) {
            return InvocationContext::proceed;
        }
        String name = Methods.nameOf(beanClass, method);
        Shape shape = shapeOf(settings, method.getReturnType());
        Parts parts =
                new Parts(
                        name,
                        breaker(name, settings.breaker()),
                        retry(name, settings.retry(), shape == null ? Timer.shared() : workers),
                        timeout(name, settings.timeout(), shape == null ? Timer.shared() : workers),
                        fallbackOf(settings.fallback(), beanClass, method));
        LazyMetrics measured = new LazyMetrics(() -> metrics.of(settings.name(), parts.breaker()));
        return shape == null
                ? new SyncGuard(parts, places(name, settings.bulkhead()), measured)
                : async(parts, settings, shape, measured);
    }

    private AsyncGuard async(
            Parts parts, MethodSettings settings, Shape shape, LazyMetrics measured) {
        Bulkhead line = line(parts.name(), settings.bulkhead());
        return settings.asynchronous()
                ? new AsyncGuard(parts, line, shape, workers, workers, contexts::proceed, measured)
                : new AsyncGuard(
                        parts,
                        line,
                        shape,
                        workers::runHere,
                        workers,
                        InvocationContext::proceed,
                        measured);
    }

    private static @Nullable Bulkhead places(String name, @Nullable BulkheadSettings settings) {
        return settings == null ? null : Bulkhead.of(name, settings.value());
    }

    private @Nullable Bulkhead line(String name, @Nullable BulkheadSettings settings) {
        return settings == null
                ? null
                : Bulkhead.builder(name)
                        .maxConcurrent(settings.value())
                        .maxWaiting(settings.waitingTaskQueue())
                        .endlessWait()
                        .timer(workers)
                        .build();
    }

    /** Returns how to follow the result; {@code null} if the caller waits for the method. */
    private static @Nullable Shape shapeOf(MethodSettings settings, Class<?> returned) {
        if (returned.getName().equals(UNI)) {
            return new UniShape();
        }
        if (!settings.asynchronous()) {
            return null;
        }
        if (returned == Future.class) {
            return new FutureShape();
        }
        if (returned == CompletionStage.class || returned == CompletableFuture.class) {
            return new StageShape();
        }
        throw new FaultToleranceDefinitionException(
                "@Asynchronous of "
                        + settings.name()
                        + ": the method must return a Future, CompletionStage or Uni, but returns "
                        + returned.getName());
    }

    private @Nullable CircuitBreaker breaker(String name, @Nullable BreakerSettings settings) {
        if (settings == null) {
            return null;
        }
        CircuitBreakerConfig config = settings.toConfig();
        if (!registry.isResolvable()) {
            return CircuitBreaker.of(name, config);
        }
        CircuitBreaker breaker = registry.get().breaker(name, config);
        if (breaker.config() != config) {
            throw new FaultToleranceDefinitionException(
                    "two breakers with different settings have the name '" + name + "'");
        }
        return breaker;
    }

    private static @Nullable Retry retry(
            String name, @Nullable RetrySettings settings, Timer timer) {
        return settings == null
                ? null
                : Retry.of(name, settings.toConfig(), Ticker.system(), Pause.sleeping(), timer);
    }

    private static @Nullable Timeout timeout(
            String name, @Nullable TimeoutSettings settings, Timer timer) {
        if (settings == null || settings.timeout().isZero()) {
            return null;
        }
        String message = name + " did not end within " + settings.timeout().toMillis() + " ms";
        return Timeout.of(name, settings.timeout(), timer)
                .failingWith(() -> new TimeoutException(message));
    }

    private @Nullable FallbackStep fallbackOf(
            @Nullable FallbackSettings settings, Class<?> beanClass, Method method) {
        return settings == null ? null : fallbacks.of(settings, beanClass, method);
    }
}
