package org.acme.breaker.quarkus.rest;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.net.ConnectException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.function.Predicate;
import org.acme.breaker.CircuitBreakerConfig;
import org.acme.breaker.CircuitBreakerConfigBuilder;
import org.acme.breaker.Classification;
import org.acme.breaker.retry.RetryConfig;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpFailuresTest {

    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

    private static WebApplicationException answer(int status) {
        return new WebApplicationException(Response.status(status).build());
    }

    private static @Nullable Duration retryAfter(String value) {
        Response response = Response.status(503).header("Retry-After", value).build();
        return HttpFailures.retryAfter(new WebApplicationException(response), CLOCK);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504, 599})
    void serverError_isAFailure(int status) {
        assertThat(HttpFailures.isFailure(answer(status))).isTrue();
        assertThat(HttpFailures.isFailure((Object) Response.status(status).build())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 400, 401, 402, 404, 409, 422, 451})
    void anyOtherAnswer_isNone(int status) {
        assertThat(HttpFailures.isFailure(answer(status))).isFalse();
        assertThat(HttpFailures.isFailure((Object) Response.status(status).build())).isFalse();
        assertThat(HttpFailures.isWorthRetrying(answer(status))).isFalse();
    }

    /** The dependency is too busy: hitting it on would keep it so. */
    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429})
    void notNow_isAFailureThatPasses_andItsRetryAfterIsObeyed(int status) {
        Response busy = Response.status(status).header("Retry-After", "30").build();
        var thrown = new WebApplicationException(busy);
        RetryConfig retry = new RestClientRules().customize(RetryConfig.defaults());

        assertThat(rules().classifier().ofThrowable(thrown)).isEqualTo(Classification.FAILURE);
        assertThat(rules().classifier().ofResult(busy)).isEqualTo(Classification.FAILURE);
        assertThat(rules().openWait().waitFor(1, thrown)).isEqualTo(Duration.ofSeconds(30));
        assertThat(rules().openWait().waitFor(1, busy)).isEqualTo(Duration.ofSeconds(30));
        assertThat(retry.retryAfter().apply(thrown)).isEqualTo(Duration.ofSeconds(30));
        assertThat(HttpFailures.isWorthRetrying(answer(status))).isTrue();
        assertThat(HttpFailures.isWorthRetrying((Object) busy)).as("asked to wait").isFalse();
    }

    @Test
    void noConnection_isAFailureWorthRetrying() {
        var thrown = new ProcessingException(new ConnectException("refused"));

        assertThat(HttpFailures.isFailure(thrown)).isTrue();
        assertThat(HttpFailures.isWorthRetrying(thrown)).isTrue();
    }

    @Test
    void interrupt_isNobodysFailure() {
        var thrown = new ProcessingException(new InterruptedException());

        assertThat(HttpFailures.isFailure(thrown)).isFalse();
        assertThat(rules().classifier().ofThrowable(thrown)).isEqualTo(Classification.IGNORED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | PT0S",
                "120 | PT2M",
                "Thu, 01 Jan 2026 00:00:30 GMT | PT30S",
                "Wed, 31 Dec 2025 23:59:59 GMT | PT0S"
            })
    void retryAfter_isReadInBothForms(String value, Duration wait) {
        assertThat(retryAfter(value)).isEqualTo(wait);
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-5", "1.5", "99999999999999999999", "", "Thu, 99 Jan 2026"})
    void retryAfter_thatMakesNoSense_isNone(String value) {
        assertThat(retryAfter(value)).isNull();
    }

    @Test
    void date_isTakenByTheClockOfTheOneThatAsked() {
        Response response =
                Response.status(503)
                        .header("Date", "Thu, 01 Jan 2026 05:00:00 GMT")
                        .header("Retry-After", "Thu, 01 Jan 2026 05:00:10 GMT")
                        .build();

        assertThat(HttpFailures.retryAfter(new WebApplicationException(response), CLOCK))
                .isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void rules_classifyAndObeyRetryAfter() {
        CircuitBreakerConfig config = rules();
        var asks5 =
                new WebApplicationException(
                        Response.status(503).header("Retry-After", "5").build());
        var asksTooMuch =
                new WebApplicationException(
                        Response.status(503).header("Retry-After", "86400").build());

        assertThat(config.classifier().ofThrowable(answer(404))).isEqualTo(Classification.SUCCESS);
        assertThat(config.classifier().ofThrowable(answer(500))).isEqualTo(Classification.FAILURE);
        assertThat(config.classifier().ofResult(Response.status(502).build()))
                .isEqualTo(Classification.FAILURE);
        assertThat(config.openWait().waitFor(1, asks5)).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.openWait().waitFor(1, asksTooMuch)).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.openWait().waitFor(1, answer(500))).isEqualTo(Duration.ofSeconds(3));
        RetryConfig retry = new RestClientRules().customize(RetryConfig.defaults());
        assertThat(retry.retryAfter().apply(asks5)).isEqualTo(Duration.ofSeconds(5));
        assertThat(retry.retryOn().test(answer(409))).isFalse();
    }

    @Test
    void responses_thatAreResults_areJudgedLikeExceptions() {
        Response busy = Response.status(503).header("Retry-After", "30").build();
        RetryConfig retry = new RestClientRules().customize(RetryConfig.defaults());
        Predicate<@Nullable Object> onResult = Objects.requireNonNull(retry.retryOnResult());

        assertThat(rules().openWait().waitFor(1, busy)).isEqualTo(Duration.ofSeconds(30));
        assertThat(onResult.test(busy)).as("it asked to be left alone").isFalse();
        assertThat(onResult.test(Response.status(503).build())).isTrue();
        assertThat(onResult.test(Response.status(500).build())).isFalse();
        assertThat(onResult.test(Response.ok().build())).isFalse();
        assertThat(onResult.test("text")).isFalse();
    }

    @Test
    void wishForLess_thanIsWaitedAnyway_changesNothing() {
        var asks1 =
                new WebApplicationException(
                        Response.status(503).header("Retry-After", "1").build());

        assertThat(rules().openWait().waitFor(1, asks1)).isEqualTo(Duration.ofSeconds(3));
    }

    private static CircuitBreakerConfig rules() {
        CircuitBreakerConfigBuilder builder =
                CircuitBreakerConfig.builder().openWait(Duration.ofSeconds(3));
        new RestClientRules().customize(builder);
        return builder.build();
    }
}
