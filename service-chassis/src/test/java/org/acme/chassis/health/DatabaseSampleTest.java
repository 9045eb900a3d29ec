package org.acme.chassis.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DatabaseSampleTest {

    private final AtomicBoolean up = new AtomicBoolean(true);
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final DatabaseSample sample =
            new DatabaseSample(
                    () -> {
                        if (!up.get()) {
                            throw new SQLException("away");
                        }
                    },
                    nanos::get);

    @Test
    void isUp_beforeTheFirstLook_isFalse() {
        assertThat(sample.isUp()).isFalse();
    }

    @Test
    void isUp_followsTheLastLook() {
        sample.sample();
        assertThat(sample.isUp()).isTrue();

        up.set(false);
        sample.sample();
        assertThat(sample.isUp()).isFalse();

        up.set(true);
        sample.sample();
        assertThat(sample.isUp()).isTrue();
    }

    @Test
    void isUp_outdatedLook_isFalse() {
        sample.sample();

        nanos.addAndGet(TimeUnit.SECONDS.toNanos(5));
        assertThat(sample.isUp()).isTrue();
        nanos.addAndGet(1);
        assertThat(sample.isUp()).isFalse();
    }
}
