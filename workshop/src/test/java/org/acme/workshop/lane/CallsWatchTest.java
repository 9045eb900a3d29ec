package org.acme.workshop.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CallsWatchTest {

    private static final double CLOSE = 0.001;

    private final CallsWatch watch = new CallsWatch();

    private List<CallsSnapshot> look(int second, String scrape) {
        return watch.look(Metrics.read(scrape), TimeUnit.SECONDS.toNanos(second));
    }

    private static String guarded(int good, int bad, double seconds) {
        return """
        circuit_breaker_calls_seconds_count{name="payment",outcome="success"} %d
        circuit_breaker_calls_seconds_count{name="payment",outcome="slow_failure"} %d
        circuit_breaker_calls_seconds_sum{name="payment",outcome="success"} %s
        circuit_breaker_calls_seconds_count{name="inventory",outcome="failure"} 7
        """
                .formatted(good, bad, seconds);
    }

    @Test
    void firstLook_knowsNoRate() {
        assertThat(look(0, guarded(10, 0, 1))).isEmpty();
    }

    @Test
    void rate_failures_andMean_areThoseBetweenTwoLooks() {
        look(0, guarded(10, 0, 1));

        CallsSnapshot payment = look(2, guarded(40, 10, 5)).get(0);

        assertThat(payment.service()).isEqualTo(Service.PAYMENT);
        assertThat(payment.perSecond()).isCloseTo(20, within(CLOSE));
        assertThat(payment.failedPercent()).isCloseTo(25, within(CLOSE));
        assertThat(payment.meanMillis()).isCloseTo(100, within(CLOSE));
    }

    @Test
    void lateFailures_areFailures() {
        String before =
                """
                circuit_breaker_calls_seconds_count{name="payment",outcome="late_success"} 1
                circuit_breaker_calls_seconds_count{name="payment",outcome="late_failure"} 1
                """;
        look(0, before);

        CallsSnapshot payment = look(1, before.replace("} 1", "} 4")).get(0);

        assertThat(payment.failedPercent()).isCloseTo(50, within(CLOSE));
    }

    @Test
    void noCalls_haveNoShareAndNoMean() {
        look(0, guarded(10, 0, 1));

        CallsSnapshot payment = look(1, guarded(10, 0, 1)).get(0);

        assertThat(payment.perSecond()).isZero();
        assertThat(payment.failedPercent()).isNull();
        assertThat(payment.meanMillis()).isNull();
    }

    @Test
    void checkoutThatStartedAnew_isSeenAnew() {
        look(0, guarded(1000, 0, 10));

        assertThat(look(1, guarded(3, 0, 1)))
                .noneMatch(calls -> calls.service() == Service.PAYMENT);
        assertThat(look(2, guarded(13, 0, 1)).get(0).perSecond()).isCloseTo(10, within(CLOSE));
    }

    @Test
    void olderThanAFewSeconds_isForgotten() {
        look(0, guarded(0, 0, 0));
        look(1, guarded(100, 0, 1));
        look(6, guarded(100, 0, 1));

        assertThat(look(7, guarded(100, 0, 1)).get(0).perSecond()).isZero();
    }

    @Test
    void withoutABreaker_theHttpClientIsAsked() {
        String first =
                """
                http_client_requests_seconds_count{uri="/charges",status="201",} 10
                http_client_requests_seconds_sum{uri="/charges",status="201",} 1
                """;
        String second =
                """
                http_client_requests_seconds_count{uri="/charges",status="201",} 19
                http_client_requests_seconds_sum{uri="/charges",status="201",} 1.9
                http_client_requests_seconds_count{uri="/charges",status="503",} 1
                http_client_requests_seconds_count{uri="/charges",status="UNKNOWN",} 2
                http_client_requests_seconds_count{outcome="CLIENT_ERROR",status="402",uri="/charges",} 18
                http_client_requests_seconds_count{uri="/products/{sku}",status="200",} 500
                """;
        look(0, first);

        CallsSnapshot payment = look(1, second).get(0);

        assertThat(payment.perSecond()).isCloseTo(30, within(CLOSE));
        assertThat(payment.failedPercent()).isCloseTo(10, within(CLOSE));
    }
}
