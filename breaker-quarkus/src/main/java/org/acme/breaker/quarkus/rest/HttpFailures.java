package org.acme.breaker.quarkus.rest;

import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Classifies the exceptions and responses of a REST client. A 5xx, a timeout and a refused or reset
 * connection are failures of the dependency, and so are 408, 425 and 429: it did not do the work
 * and says that it may do it later. Any other 4xx is the right response to a wrong request, and
 * shows that the dependency works.
 */
public final class HttpFailures {

    private static final int FIRST_SERVER_ERROR = 500;

    /**
     * Request timeout, too early, too many requests: nothing was done, a later call may succeed.
     */
    private static final Set<Integer> NOT_NOW = Set.of(408, 425, 429);

    /**
     * Statuses that may be gone on a second attempt; adds bad gateway, unavailable and gateway
     * timeout.
     */
    private static final Set<Integer> PASSING = Set.of(408, 425, 429, 502, 503, 504);

    /** Whole seconds; a value of centuries is not read. */
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

    private HttpFailures() {}

    /** Whether an exception is a failure of the dependency. */
    public static boolean isFailure(Throwable thrown) {
        return thrown instanceof WebApplicationException answer
                ? isFailure(answer.getResponse().getStatus())
                : thrown instanceof Exception && !isInterrupted(thrown);
    }

    /** Whether a {@code Response} is a failure, for clients that return it instead of throwing. */
    public static boolean isFailure(@Nullable Object result) {
        return result instanceof Response answer && isFailure(answer.getStatus());
    }

    private static boolean isFailure(int status) {
        return status >= FIRST_SERVER_ERROR || NOT_NOW.contains(status);
    }

    /** Whether the caller's own thread was interrupted, which is no failure. */
    public static boolean isInterrupted(Throwable thrown) {
        return thrown instanceof InterruptedException
                || (thrown instanceof ProcessingException
                        && thrown.getCause() instanceof InterruptedException);
    }

    /**
     * Whether another attempt may succeed: the dependency was not reached, did not answer, or says
     * that the failure is temporary. Only for calls that may be made twice.
     */
    public static boolean isWorthRetrying(Throwable thrown) {
        return thrown instanceof WebApplicationException answer
                ? PASSING.contains(answer.getResponse().getStatus())
                : isFailure(thrown);
    }

    /**
     * Does the same as {@link #isWorthRetrying(Throwable)} for a response, unless it asks clients
     * to wait.
     */
    public static boolean isWorthRetrying(@Nullable Object result) {
        return result instanceof Response answer
                && PASSING.contains(answer.getStatus())
                && retryAfter(answer) == null;
    }

    private static @Nullable Response answerIn(@Nullable Object trouble) {
        if (trouble instanceof WebApplicationException thrown) {
            return thrown.getResponse();
        }
        return trouble instanceof Response answer ? answer : null;
    }

    /**
     * Returns how long the dependency asked clients to wait; {@code null} if it did not.
     *
     * @param trouble the exception or the response
     */
    public static @Nullable Duration retryAfter(@Nullable Object trouble) {
        return retryAfter(trouble, Clock.systemUTC());
    }

    static @Nullable Duration retryAfter(@Nullable Object trouble, Clock clock) {
        Response answer = answerIn(trouble);
        if (answer == null) {
            return null;
        }
        String asked = answer.getHeaderString(HttpHeaders.RETRY_AFTER);
        if (asked == null) {
            return null;
        }
        if (SECONDS.matcher(asked.strip()).matches()) {
            return Duration.ofSeconds(Long.parseLong(asked.strip()));
        }
        Instant until = instant(asked);
        if (until == null) {
            return null;
        }
        // By the clock of the server, if it sent its time: the local one may be wrong.
        Instant told = instant(answer.getHeaderString(HttpHeaders.DATE));
        Duration wait = Duration.between(told == null ? clock.instant() : told, until);
        return wait.isNegative() ? Duration.ZERO : wait;
    }

    private static @Nullable Instant instant(@Nullable String httpDate) {
        if (httpDate == null) {
            return null;
        }
        try {
            return ZonedDateTime.parse(httpDate.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
