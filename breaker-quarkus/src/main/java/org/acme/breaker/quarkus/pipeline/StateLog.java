package org.acme.breaker.quarkus.pipeline;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import org.acme.breaker.CircuitBreakerEvent;
import org.acme.breaker.CircuitBreakerEvent.Transition;
import org.acme.breaker.CircuitBreakerRegistry;
import org.acme.breaker.quarkus.Format;
import org.jboss.logging.Logger;

/** Logs one line for each state transition, and none for calls. */
@Singleton
final class StateLog {

    private static final Logger LOG = Logger.getLogger("org.acme.breaker.state");

    void start(
            @Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event,
            Pipelines pipelines,
            CircuitBreakerRegistry registry) {
        if (!pipelines.isPassThrough()) {
            registry.onAdded(breaker -> breaker.onEvent(StateLog::log));
        }
    }

    private static void log(CircuitBreakerEvent event) {
        if (event instanceof Transition transition) {
            LOG.warnf(
                    "breaker '%s': %s -> %s: %s",
                    transition.breaker(),
                    transition.from().label(),
                    transition.to().label(),
                    Format.why(transition.reason(), transition.numbers())
                            + (transition.cause() == null
                                    ? ""
                                    : ", last by " + transition.cause()));
        }
    }
}
