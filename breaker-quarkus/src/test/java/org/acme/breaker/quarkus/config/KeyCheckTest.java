package org.acme.breaker.quarkus.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.smallrye.config.ConfigValidationException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyCheckTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "breaker.enabled=true",
                "breaker.admin.enabled=true",
                "breaker.admin.token=secret",
                "breaker.payment.window=4s",
                "breaker.\"payment\".open-wait=5s",
                "breaker.\"payment\".open-wait.factor=2",
                "breaker.\"http://shop:8080\".retry.budget.percent=20",
                "breaker.default.ramp.percents=10,50",
                "breaker.default.ramp.percents[0]=10",
                "breakers.payment.nonsense=1",
                "other.key=1"
            })
    void rightKey_isNoComplaint(String line) {
        assertThat(KeyCheck.unknownKeys(Properties.of(line), Set.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "breaker.payment.failure-rate-treshold, breaker.payment.failure-rate-threshold",
        "breaker.payment.failureRateThreshold, breaker.payment.failure-rate-threshold",
        "breaker.payment.retry.max-atempts, breaker.payment.retry.max-attempts",
        "breaker.payment.bulkhead.maxconcurrent, breaker.payment.bulkhead.max-concurrent",
        "breaker.payment.openwait, breaker.payment.open-wait",
        "breaker.default.windw-calls, breaker.default.window-calls",
        "breaker.enabeld, breaker.enabled",
        "breaker.admn.enabled, breaker.admin.enabled",
        "breaker.minimum-calls, breaker.default.minimum-calls"
    })
    void wrongKey_isRefusedWithTheNearestRightOne(String wrong, String right) {
        assertThat(KeyCheck.unknownKeys(Properties.of(wrong + "=1"), Set.of()))
                .containsExactly(wrong + " is not a setting, did you mean " + right + "?");
    }

    @Test
    void everyWrongKey_isNamed() {
        assertThat(KeyCheck.unknownKeys(Properties.of("breaker.a.x=1", "breaker.b.y=2"), Set.of()))
                .hasSize(2);
    }

    @Test
    void variable_thatReachesNothing_isNamedWithTheNearestRightOne() {
        assertThat(
                        KeyCheck.uselessVariables(
                                List.of(
                                        "BREAKER_ADMIN_ENABLED",
                                        "BREAKER_PAYMENT_OPEN_WAIT",
                                        "BREAKER__PAYMENT__MINIMUM_CALLS",
                                        "BREAKER_PAYMENT_MINIMUM_CALL",
                                        "PATH"),
                                List.of("payment"),
                                Set.of()))
                .containsExactly(
                        "BREAKER_PAYMENT_MINIMUM_CALL does not belong to any setting, did you mean"
                                + " BREAKER_PAYMENT_MINIMUM_CALLS?");
    }

    @Test
    void keysOfOtherModules_areKnown_andGuessed() {
        Set<String> fleet = Set.of("fleet.enabled", "fleet.votes");

        assertThat(KeyCheck.unknownKeys(Properties.of("breaker.fleet.votes=2"), fleet)).isEmpty();
        assertThat(KeyCheck.unknownKeys(Properties.of("breaker.fleet.vote=2"), fleet))
                .containsExactly(
                        "breaker.fleet.vote is not a setting, did you mean breaker.fleet.votes?");
        assertThat(KeyCheck.uselessVariables(List.of("BREAKER_FLEET_ENABLED"), List.of(), fleet))
                .isEmpty();
    }

    @Test
    void quotesAndNone_areTheSameName() {
        InheritedSettings layers =
                Properties.layers(
                        "payment",
                        "breaker.\"payment\".minimum-calls=7",
                        "breaker.payment.success-threshold=2");

        assertThat(value(layers, "minimum-calls")).isEqualTo(7);
        assertThat(value(layers, "success-threshold")).isEqualTo(2);
    }

    private static Object value(InheritedSettings layers, String key) {
        return layers.get(SettingsTable.find(key).orElseThrow()).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "breaker.enabled=flase",
                "breaker.admin.enabled=ture",
                "breaker.host-limit=many"
            })
    void valueThatCanNotBeRead_stopsTheStart_andIsNamedWithItsKey(String line) {
        String[] pair = line.split("=", 2);

        assertThatExceptionOfType(ConfigValidationException.class)
                .isThrownBy(() -> Properties.of(line))
                .withMessageContaining(pair[0])
                .withMessageContaining(pair[1]);
    }

    @Test
    void switches_areReadInTheUsualWords() {
        assertThat(
                        Properties.of("breaker.enabled=off", "breaker.admin.enabled=YES")
                                .getConfigMapping(BreakersConfig.class))
                .satisfies(config -> assertThat(config.enabled()).isFalse())
                .satisfies(config -> assertThat(config.admin().enabled()).isTrue());
    }
}
