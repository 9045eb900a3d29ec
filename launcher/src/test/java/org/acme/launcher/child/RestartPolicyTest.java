package org.acme.launcher.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RestartPolicyTest {

    private final RestartPolicy policy =
            new RestartPolicy(
                    Duration.ofMillis(500), Duration.ofSeconds(3), Duration.ofSeconds(20));

    @Test
    void eachCrash_doublesTheWait_upToTheLimit() {
        assertThat(policy.waitAfter(1)).isEqualTo(Duration.ofMillis(500));
        assertThat(policy.waitAfter(2)).isEqualTo(Duration.ofSeconds(1));
        assertThat(policy.waitAfter(3)).isEqualTo(Duration.ofSeconds(2));
        assertThat(policy.waitAfter(4)).isEqualTo(Duration.ofSeconds(3));
        assertThat(policy.waitAfter(1_000_000)).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void crashAfterALongLife_isCountedAsTheFirst() {
        assertThat(policy.crashesInARow(4, Duration.ofSeconds(19))).isEqualTo(5);
        assertThat(policy.crashesInARow(4, Duration.ofSeconds(20))).isEqualTo(1);
    }
}
