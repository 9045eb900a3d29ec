package org.acme.checkout.remote;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.VertxException;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Logs at DEBUG how a call ends that {@link RemoteClient} has given up already. The caller has its
 * {@link RemoteFailure} by then; Mutiny would report the second, late failure as an ERROR. What is
 * not the end of a remote call is still an ERROR, with its stack trace.
 */
@Singleton
final class AbandonedCalls {

    private static final Logger LOG = Logger.getLogger(AbandonedCalls.class);

    void install(@Observes StartupEvent started) {
        Consumer<Throwable> handler = AbandonedCalls::log;
        Infrastructure.setDroppedExceptionHandler(handler);
    }

    private static void log(Throwable dropped) {
        if (endsRemoteCall(dropped)) {
            LOG.debugf("a call that was given up ended: %s", dropped);
        } else {
            LOG.error("a failure that no caller receives", dropped);
        }
    }

    /** Whether the failure is one of the network or of time, as a late end of a remote call is. */
    static boolean endsRemoteCall(Throwable dropped) {
        for (Throwable cause = dropped; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException
                    || cause instanceof TimeoutException
                    || cause instanceof CancellationException
                    || cause instanceof VertxException) {
                return true;
            }
        }
        return false;
    }
}
