package org.acme.breaker.quarkus.mutiny;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.function.Supplier;
import org.acme.breaker.fallback.Fallback;
import org.acme.breaker.pipeline.Pipeline;

/**
 * Makes asynchronous calls through a pipeline:
 *
 * <pre>{@code
 * Uni<Receipt> receipt = UniCalls.call(payment, () -> client.charge(order));
 * }</pre>
 *
 * Nothing happens before the subscription, and each subscription is a call of its own. The body is
 * asked for a new {@code Uni} with each attempt. Cancelling ends the attempt and counts for nothing.
 * On a Vert.x context the item comes on that context, whichever thread a timeout or retry ran on.
 */
public final class UniCalls {

    private UniCalls() {}

    /** Makes the call through all parts. */
    public static <T> Uni<T> call(Pipeline pipeline, Supplier<Uni<T>> body) {
        return onContext(
                Uni.createFrom()
                        .completionStage(
                                () ->
                                        pipeline.callAsync(
                                                () -> body.get().subscribeAsCompletionStage())));
    }

    /** Makes the call through all parts; where it fails, the fallback answers. */
    public static <T> Uni<T> call(Pipeline pipeline, Supplier<Uni<T>> body, Fallback<T> fallback) {
        return onContext(
                Uni.createFrom()
                        .completionStage(
                                () ->
                                        pipeline.callAsync(
                                                () -> body.get().subscribeAsCompletionStage(),
                                                fallback)));
    }

    private static <T> Uni<T> onContext(Uni<T> uni) {
        return Uni.createFrom()
                .deferred(
                        () -> {
                            Context here = Vertx.currentContext();
                            return here == null
                                    ? uni
                                    : uni.emitOn(task -> here.runOnContext(due -> task.run()));
                        });
    }
}
