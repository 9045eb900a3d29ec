package org.acme.workshop.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.validator.BeanValidationConfigValidator;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LanesConfigTest {

    private static LanesConfig with(String token) {
        SmallRyeConfigBuilder config =
                new SmallRyeConfigBuilder()
                        .withMapping(LanesConfig.class)
                        .withDefaultValue("lanes.admin-token", token)
                        .withDefaultValue("lanes.poll-interval", "PT1S");
        for (Lane lane : Lane.all()) {
            for (Service service : Service.all()) {
                String key = "lanes." + lane.label() + "." + service.label();
                config.withDefaultValue(key, "http://127.0.0.1:1");
            }
        }
        try (ValidatorFactory factory = Validation.buildDefaultValidatorFactory()) {
            BeanValidationConfigValidator validator = factory::getValidator;
            return config.withValidator(validator).build().getConfigMapping(LanesConfig.class);
        }
    }

    @Test
    void token_isTaken_andAnEmptyOneIsNone() {
        assertThat(with("s3cret~!").adminToken()).contains("s3cret~!");
        assertThat(with("").adminToken()).isEmpty();
        assertThat(with(" s3cret \t").adminToken()).contains("s3cret");
        assertThat(with("  ").adminToken()).isEmpty();
    }

    /** The message may be logged, so it doesn't repeat what was given. */
    @ParameterizedTest
    @ValueSource(strings = {"two words", "caf\u00e9-token", "line\r\nX-Own: 1"})
    void tokenThatFitsNoHeader_isRefused_andNotRepeated(String token) {
        assertThatThrownBy(() -> with(token))
                .isInstanceOf(ConfigValidationException.class)
                .hasMessageContaining("admin-token must be 1 to 256 visible ASCII characters")
                .hasMessageNotContaining(token);
    }
}
