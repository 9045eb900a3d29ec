package org.acme.breaker.pipeline;

import java.util.concurrent.Executor;

/**
 * Carries the caller's context (logging context, security, request) to the other threads of a
 * pipeline: those on which later attempts begin, and those that complete the caller's answer. Not
 * asked for blocking calls, which stay on the caller's thread unless they are hedged.
 *
 * <pre>{@code
 * ContextPropagation mdc =
 *         () -> {
 *             Map<String, String> callers = MDC.getCopyOfContextMap();
 *             return task -> {
 *                 Map<String, String> before = MDC.getCopyOfContextMap();
 *                 MDC.setContextMap(callers);
 *                 try {
 *                     task.run();
 *                 } finally {
 *                     MDC.setContextMap(before);
 *                 }
 *             };
 *         };
 * }</pre>
 *
 * With MicroProfile Context Propagation it is {@code threadContext::currentContextExecutor}. Must
 * be thread-safe.
 */
@FunctionalInterface
public interface ContextPropagation {

    /**
     * Captures the context of this thread, once for each call. What it throws is what the call ends
     * with.
     *
     * @return runs a task at once, on the thread that asks, within the captured context, and puts
     *     the thread's own context back; never {@code null}
     */
    Executor capture();
}
