package org.acme.checkout.remote;

import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.acme.checkout.remote.RemoteFailure.Kind;
import org.jspecify.annotations.Nullable;

/** Classifies the exceptions of the HTTP client, by the first cause that says what happened. */
final class WireFailures {

    private WireFailures() {}

    /** Returns how the call failed: {@link Kind#MALFORMED} if no cause is a failure on the wire. */
    static Kind kind(@Nullable Throwable thrown) {
        for (Throwable cause : causes(thrown)) {
            if (cause.getCause() instanceof ResponseLimit.ExceededException) {
                return Kind.MALFORMED; // the reset is ours
            }
            if (cause instanceof TimeoutException
                    || cause.getClass().getSimpleName().contains("Timeout")) {
                return Kind.TIMEOUT;
            }
            if (cause instanceof ConnectException || cause instanceof UnknownHostException) {
                return Kind.REFUSED;
            }
            if (cause instanceof HttpClosedException
                    || cause instanceof StreamResetException
                    || cause instanceof IOException) {
                return Kind.RESET;
            }
        }
        return Kind.MALFORMED;
    }

    /** Returns an exception and its causes, outermost first; empty for {@code null}. */
    static List<Throwable> causes(@Nullable Throwable thrown) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }
}
