package org.acme.checkout.remote;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.VertxException;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.CancellationException;
import org.acme.checkout.remote.RemoteFailure.Kind;
import org.jboss.logging.Logger;

/**
 * Logs late failures of calls that {@link RemoteClient} has abandoned, at DEBUG. The caller has
 * received its {@link RemoteFailure} by then, and Mutiny would log the second failure as an ERROR.
 * Failures that do not come from a remote call are still logged as ERROR, with their stack trace.
 */
@Singleton
final class AbandonedCalls {

    private static final Logger LOG = Logger.getLogger(AbandonedCalls.class);

    void install(@Observes StartupEvent started) {
        Infrastructure.setDroppedExceptionHandler(AbandonedCalls::log);
    }

    private static void log(Throwable dropped) {
        if (endsRemoteCall(dropped)) {
            LOG.debugf("a call that was given up ended: %s", dropped);
        } else {
            LOG.error("a failure that no caller receives", dropped);
        }
    }

    /** Whether the call was cancelled, or its request was reset. */
    private static boolean endedByUs(Throwable cause) {
        return cause instanceof CancellationException || cause instanceof VertxException;
    }

    /**
     * Whether a failure comes from the network or a timeout, as a late end of a remote call does.
     */
    static boolean endsRemoteCall(Throwable dropped) {
        return WireFailures.kind(dropped) != Kind.MALFORMED
                || WireFailures.causes(dropped).stream().anyMatch(AbandonedCalls::endedByUs);
    }
}
