package org.acme.chassis.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseTroubleTest {

    /** 55P03 is a lock that didn't come in time; the pool itself gives no state at all. */
    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"08006", "25P03", "40001", "53300", "55P03", "57P01", "57014"})
    void whatPasses_isTrouble(String state) {
        assertThat(DatabaseTrouble.of(new IllegalStateException(new SQLException("no", state))))
                .isEqualTo("database: no");
    }

    @ParameterizedTest
    @ValueSource(strings = {"42601", "23505", "25P02", "55000"})
    void wrongStatement_isNone(String state) {
        assertThat(DatabaseTrouble.of(new SQLException("no", state))).isNull();
    }

    @Test
    void anythingElse_isNone() {
        assertThat(DatabaseTrouble.of(new IllegalStateException("bug"))).isNull();
    }
}
