package org.acme.breaker.quarkus.config;

import io.smallrye.config.WithConverter;
import io.smallrye.config.WithParentName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.acme.breaker.Mode;

/**
 * What is written under one name, such as {@code breaker."payment".…}. Nothing has a default here:
 * what isn't written is inherited from {@code breaker.default.…}, and where that says nothing either,
 * the library's default holds. The allowed values are in {@code docs/configuration.md}.
 */
public interface BreakerConfigMapping {

    /** The failed share that opens, in percent. */
    Optional<Double> failureRateThreshold();

    /** How many calls the window must hold before a rate is judged. */
    Optional<Integer> minimumCalls();

    /** The calls of the last while are judged. */
    Optional<Duration> window();

    /** Into how many slices that while is cut. */
    Optional<Integer> windowSlices();

    /** The last so many calls are judged, instead of those of the last while. */
    Optional<Integer> windowCalls();

    /** From when on a call is slow. */
    Optional<Duration> slowCallDuration();

    /** The slow share that opens, in percent. */
    Optional<Double> slowCallRateThreshold();

    /** After which time a call that still runs counts as slow. */
    Optional<Duration> hangingCallDuration();

    /** How many failures in a row open, whatever the rate. */
    Optional<Integer> consecutiveFailures();

    /** How long the breaker stays open before a probe; and how that wait grows. */
    OpenWaiting openWait();

    /** How many probes may be out at once. */
    Optional<Integer> permittedCallsInHalfOpen();

    /** How many probes must succeed until the breaker closes. */
    Optional<Integer> successThreshold();

    /** The failed share of the probes that reopens, in percent, instead of one failed probe. */
    Optional<Double> probeFailureRateThreshold();

    /** How long a probe may take before it counts as failed. */
    Optional<Duration> probeTimeout();

    /** How long half-open may last before the breaker reopens. */
    Optional<Duration> maxHalfOpenDuration();

    /** How the breaker comes back after its probes. */
    Recovery ramp();

    /** Whether refusals are carried out. */
    Optional<Mode> mode();

    /** How long everything together may take, retries included; zero: without end. */
    Optional<Duration> deadline();

    /** How long an attempt may take; zero: without end. */
    Optional<Duration> timeout();

    /** Trying again. */
    Retrying retry();

    /** How many calls may be under way at once. */
    Places bulkhead();

    /** How many attempts may be made in a while. */
    Rate rateLimit();

    /** What answers where a call fails. */
    StandIn fallback();

    /** The wait in open. */
    interface OpenWaiting {

        /** The wait; with a factor, that of the first opening. */
        @WithParentName
        Optional<Duration> first();

        /** By which each further opening in a row waits longer. */
        Optional<Double> factor();

        /** The longest wait. */
        Optional<Duration> max();

        /** The share by which a wait is shortened at random, 0 to 1. */
        Optional<Double> jitter();
    }

    /** A growing share of the calls passes. */
    interface Recovery {

        /** The shares, in percent. */
        Optional<List<Integer>> percents();

        /** How long each share lasts. */
        Optional<Duration> step();

        /** How many calls must have been counted before a rate can reopen the breaker. */
        Optional<Integer> minimumCalls();
    }

    /** Trying again. */
    interface Retrying {

        /** How often at most, the first attempt included; 1: no retry. */
        Optional<Integer> maxAttempts();

        /** The longest wait before the first retry; it doubles, and the actual wait is random. */
        Optional<Duration> backoff();

        /** The longest wait before any retry. */
        Optional<Duration> maxBackoff();

        /** For everything together. */
        Optional<Duration> maxDuration();

        /** Bounds retries to a share of the calls. */
        Budget budget();
    }

    /** A retry budget. */
    interface Budget {

        /** Retries, in percent of the calls. */
        Optional<Double> percent();

        /** How many retries can be saved up. */
        Optional<Integer> reserve();
    }

    /** A bulkhead. */
    interface Places {

        /** How many calls may be under way; 0: any number. */
        Optional<Integer> maxConcurrent();

        /** How long a call waits for a place; zero: it does not wait. */
        Optional<Duration> maxWait();

        /** How many calls may wait at once; 1,000 unless written. */
        Optional<Integer> maxWaiting();
    }

    /** A rate limit. */
    interface Rate {

        /** How many attempts; 0: any number. */
        Optional<Long> permits();

        /** In how long. */
        Optional<Duration> per();

        /** How many of them at once. */
        Optional<Integer> burst();
    }

    /** The fallbacks of a name; what they answer is code. */
    interface StandIn {

        /** Whether they answer. */
        Optional<@WithConverter(Switch.class) Boolean> enabled();

        /** Their names in metrics, so that their counters exist from the start. */
        Optional<List<String>> kinds();
    }
}
