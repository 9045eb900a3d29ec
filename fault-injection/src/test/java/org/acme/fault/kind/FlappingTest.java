package org.acme.fault.kind;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.acme.fault.lease.FakeRequest;
import org.acme.fault.lease.FaultLease;
import org.acme.fault.lease.FaultSpec;
import org.acme.fault.lease.ManualTicker;
import org.acme.fault.lease.RequestMatch;
import org.junit.jupiter.api.Test;

class FlappingTest {

    private final ManualTicker ticker = new ManualTicker();
    private final FakeFaultContext context = new FakeFaultContext();

    @Test
    void strikes_onlyWhileItIsOn() {
        FaultLease lease = lease(new Hang(false));
        assertThat(applies(lease)).isTrue();
        ticker.advance(Duration.ofSeconds(2));
        assertThat(applies(lease)).isFalse();
        ticker.advance(Duration.ofSeconds(3));
        assertThat(applies(lease)).isTrue();

        assertThat(lease.matched()).isEqualTo(3);
        assertThat(lease.applied()).isEqualTo(2);
    }

    @Test
    void park_lastsNoLongerThanTheTurn_andEndsAsWithTheLease() {
        FaultLease lease = lease(new Hang(false));
        ticker.advance(Duration.ofMillis(1500));

        lease.spec().fault().apply(context, lease, new Draw(0, 0));

        assertThat(context.stay().time()).isEqualTo(Duration.ofMillis(500));
        context.stay().afterwards().run();
        assertThat(context.calls()).containsExactly("park", "close");
    }

    @Test
    void latency_inATurn_lastsWithoutItsClient() {
        FaultLease lease = lease(new Latency(Duration.ofMinutes(1), Duration.ZERO));

        lease.spec().fault().apply(context, lease, new Draw(0, 0));

        assertThat(context.stay().withoutClient()).isTrue();
        assertThat(context.stay().time()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void slowBody_dripsNoLongerThanTheTurnInWhichItWasStruck() {
        FaultLease lease = lease(new SlowBody(1, Duration.ofMinutes(1)));
        ticker.advance(Duration.ofMillis(6500));
        EmbeddedChannel connection = new EmbeddedChannel(new ChannelOutboundHandlerAdapter());
        AtomicInteger done = new AtomicInteger();

        lease.spec().fault().apply(context, lease, new Draw(0, 0));
        ticker.advance(Duration.ofMillis(200));
        context.corruption()
                .answer()
                .send(
                        connection.pipeline().firstContext(),
                        new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK),
                        Unpooled.copiedBuffer("body", UTF_8),
                        done::incrementAndGet);

        assertThat(context.calls()).containsExactly("corrupt", "proceed", "hold");
        assertThat(context.stay().time()).isEqualTo(Duration.ofMillis(300));
        assertThat((Object) connection.readOutbound()).isInstanceOf(HttpResponse.class);
        assertThat(nextText(connection)).isEqualTo("b");
        assertThat((Object) connection.readOutbound()).isNull();

        context.stay().afterwards().run();

        assertThat(nextText(connection)).isEqualTo("ody");
        assertThat((Object) connection.readOutbound()).isInstanceOf(LastHttpContent.class);
        assertThat(done).hasValue(1);
    }

    private static String nextText(EmbeddedChannel connection) {
        HttpContent content = connection.readOutbound();
        try {
            return content.content().toString(UTF_8);
        } finally {
            content.release();
        }
    }

    private boolean applies(FaultLease lease) {
        Draw draw = lease.applies(FakeRequest.post("/charges"));
        if (draw != null) {
            lease.spec().fault().apply(context, lease, draw);
        }
        return draw != null;
    }

    /** Two seconds on, three off. */
    private FaultLease lease(Fault inner) {
        Fault fault = new Flapping(inner, Duration.ofSeconds(2), Duration.ofSeconds(3));
        FaultSpec spec =
                new FaultSpec(fault, RequestMatch.EVERYTHING, 1, Duration.ofMinutes(1), null, 0);
        return new FaultLease("f", spec, Instant.EPOCH, ticker, new LongAdder());
    }
}
