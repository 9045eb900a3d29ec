package org.acme.breaker.quarkus.config;

import io.smallrye.config.WithConverter;
import io.smallrye.config.WithParentName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.acme.breaker.Mode;

/**
 * The configuration of one name, such as {@code breaker."payment".…}. No key has a default here: a
 * missing value is inherited from {@code breaker.default.…}, and if it is missing there as well,
 * the default of the library applies. {@code docs/configuration.md} lists the allowed values.
 */
public interface BreakerConfigMapping {

    /** The failure rate at which the breaker opens, in percent. */
    Optional<Double> failureRateThreshold();

    /** How many calls the window must hold before a rate can open the breaker. */
    Optional<Integer> minimumCalls();

    /** The length of the window: the calls of this time are judged. */
    Optional<Duration> window();

    /** The number of slices of that window. */
    Optional<Integer> windowSlices();

    /** The number of calls in the window, instead of a length of time. */
    Optional<Integer> windowCalls();

    /** The duration from which on a call is slow. */
    Optional<Duration> slowCallDuration();

    /** The rate of slow calls at which the breaker opens, in percent. */
    Optional<Double> slowCallRateThreshold();

    /** The time after which a running call counts as slow. */
    Optional<Duration> hangingCallDuration();

    /** How many failures in a row open the breaker, whatever the rate. */
    Optional<Integer> consecutiveFailures();

    /** How long the breaker stays open before it admits a probe, and how that wait grows. */
    OpenWaiting openWait();

    /** How many probes may be in flight at once. */
    Optional<Integer> permittedCallsInHalfOpen();

    /** How many probes must succeed before the breaker closes. */
    Optional<Integer> successThreshold();

    /** The failure rate of probes that reopens, in percent, instead of one failed probe. */
    Optional<Double> probeFailureRateThreshold();

    /** How long a probe may take before it counts as failed. */
    Optional<Duration> probeTimeout();

    /** How long half-open may last before the breaker reopens. */
    Optional<Duration> maxHalfOpenDuration();

    /** How the breaker recovers after successful probes. */
    Recovery ramp();

    /** Whether rejections are enforced or only counted. */
    Optional<Mode> mode();

    /** How long a whole call may take, retries included; zero for no limit. */
    Optional<Duration> deadline();

    /** How long one attempt may take; zero for no limit. */
    Optional<Duration> timeout();

    /** The retry of failed calls. */
    Retrying retry();

    /** How many calls may be in flight at once. */
    Places bulkhead();

    /** How many attempts may be made in a period. */
    Rate rateLimit();

    /** The fallback for failed calls. */
    StandIn fallback();

    /** The wait of an open breaker. */
    interface OpenWaiting {

        /** The wait; with a factor, the wait of the first opening. */
        @WithParentName
        Optional<Duration> first();

        /** The factor by which each further opening in a row waits longer. */
        Optional<Double> factor();

        /** The upper limit of the wait. */
        Optional<Duration> max();

        /** The share by which a wait is shortened at random, 0 to 1. */
        Optional<Double> jitter();
    }

    /** Admits a growing share of the calls. */
    interface Recovery {

        /** The admitted shares, in percent. */
        Optional<List<Integer>> percents();

        /** How long each share lasts. */
        Optional<Duration> step();

        /** How many calls must be in the window before a rate can reopen the breaker. */
        Optional<Integer> minimumCalls();
    }

    /** The retry of failed calls. */
    interface Retrying {

        /** The number of attempts, the first one included; 1 means no retry. */
        Optional<Integer> maxAttempts();

        /** The longest wait before the first retry; it doubles, and the actual wait is random. */
        Optional<Duration> backoff();

        /** The longest wait before any retry. */
        Optional<Duration> maxBackoff();

        /** How long all attempts and waits together may take. */
        Optional<Duration> maxDuration();

        /** Limits retries to a share of the calls. */
        Budget budget();
    }

    /** The limit of retries. */
    interface Budget {

        /** Retries, in percent of the calls. */
        Optional<Double> percent();

        /** How many retries can be saved up. */
        Optional<Integer> reserve();
    }

    /** The limit of calls in flight. */
    interface Places {

        /** How many calls may be in flight; 0 for no limit. */
        Optional<Integer> maxConcurrent();

        /** How long a call waits for a permit; zero means that it does not wait. */
        Optional<Duration> maxWait();

        /** How many calls may wait at once; 1,000 by default. */
        Optional<Integer> maxWaiting();
    }

    /** The limit of attempts in a period. */
    interface Rate {

        /** How many attempts in a period; 0 for no limit. */
        Optional<Long> permits();

        /** The length of the period. */
        Optional<Duration> per();

        /** How many attempts may come at once. */
        Optional<Integer> burst();
    }

    /** The fallbacks of a name; their results are defined in code. */
    interface StandIn {

        /** Whether the fallbacks are used. */
        Optional<@WithConverter(Switch.class) Boolean> enabled();

        /** Their names in metrics, so that their counters exist from the start. */
        Optional<List<String>> kinds();
    }
}
