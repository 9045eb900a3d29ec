package org.acme.breaker.pipeline;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.acme.breaker.CheckedCall;
import org.jspecify.annotations.Nullable;

/**
 * A part of a pipeline of your own: logging, a cache, a load shedder. Placed by {@link
 * PipelineBuilder#before} and {@link PipelineBuilder#after}.
 *
 * <p>What it does to a call is its own business: it may call {@code next} once, several times or
 * not at all. Everything inside records and releases for itself, whatever the strategy does. An
 * exception that it throws is a failure for the parts outside; one marked {@link
 * org.acme.breaker.NotRecorded} is not. Time that it takes counts against a timeout outside of it;
 * the deadline doesn't interrupt it. Must be thread-safe.
 */
public interface Strategy {

    /** Makes the call, or what becomes of it. {@code next} is the rest of the pipeline. */
    <T extends @Nullable Object, E extends Exception> T call(CheckedCall<T, E> next) throws E;

    /**
     * As {@link #call}, for asynchronous work. Answers a stage, never {@code null}; where it
     * answers another one than {@code next} gave, cancelling it should cancel that one.
     */
    <T extends @Nullable Object> CompletionStage<T> callAsync(
            Supplier<? extends CompletionStage<T>> next);
}
