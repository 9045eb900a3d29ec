package org.acme.gateway.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class DatabaseSampleTest {

    private final AtomicBoolean up = new AtomicBoolean(true);
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final DatabaseSample sample = new DatabaseSample(dataSource(), nanos::get);

    @Test
    void isGood_beforeTheFirstLook_isFalse() {
        assertThat(sample.isGood()).isFalse();
    }

    @Test
    void isGood_followsTheLastLook() {
        sample.look();
        assertThat(sample.isGood()).isTrue();

        up.set(false);
        sample.look();
        assertThat(sample.isGood()).isFalse();

        up.set(true);
        sample.look();
        assertThat(sample.isGood()).isTrue();
    }

    @Test
    void isGood_lookTooOld_isFalse() {
        sample.look();

        nanos.addAndGet(TimeUnit.SECONDS.toNanos(5));
        assertThat(sample.isGood()).isTrue();
        nanos.addAndGet(1);
        assertThat(sample.isGood()).isFalse();
    }

    private DataSource dataSource() {
        Connection connection =
                (Connection)
                        Proxy.newProxyInstance(
                                getClass().getClassLoader(),
                                new Class<?>[] {Connection.class},
                                (proxy, method, args) ->
                                        method.getName().equals("isValid") ? true : null);
        return (DataSource)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {DataSource.class},
                        (proxy, method, args) -> {
                            if (!up.get()) {
                                throw new SQLException("away");
                            }
                            return connection;
                        });
    }
}
