package org.acme.checkout.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpClosedException;
import io.vertx.core.impl.NoStackTraceTimeoutException;
import jakarta.ws.rs.ProcessingException;
import java.net.ConnectException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AbandonedCallsTest {

    static Stream<Throwable> lateEnds() {
        return Stream.of(
                new NoStackTraceTimeoutException("500 ms are over"),
                new ProcessingException(new ConnectException("refused")),
                new HttpClosedException("closed"),
                new TimeoutException());
    }

    static Stream<Throwable> faults() {
        return Stream.of(
                new IllegalStateException("a bug"),
                new ProcessingException(new NullPointerException()));
    }

    @ParameterizedTest
    @MethodSource("lateEnds")
    void lateEndOfACall_isExpected(Throwable dropped) {
        assertThat(AbandonedCalls.endsRemoteCall(dropped)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void otherFailure_isNot(Throwable dropped) {
        assertThat(AbandonedCalls.endsRemoteCall(dropped)).isFalse();
    }
}
