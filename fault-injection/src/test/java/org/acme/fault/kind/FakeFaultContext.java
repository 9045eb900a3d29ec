package org.acme.fault.kind;

import io.netty.channel.ChannelHandlerContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes down what happens to a request. */
final class FakeFaultContext implements FaultContext {

    private final List<String> calls = new ArrayList<>();
    private @Nullable Stay stay;
    private @Nullable Corruption corruption;
    private Runnable whenGone = () -> {};
    private Runnable whenOver = () -> {};

    List<String> calls() {
        return calls;
    }

    Stay stay() {
        return Objects.requireNonNull(stay);
    }

    Corruption corruption() {
        return Objects.requireNonNull(corruption);
    }

    void drop() {
        whenGone.run();
    }

    void end() {
        whenOver.run();
    }

    @Override
    public Runnable parkUntilWoken(Lease lease, Stay stay, Runnable whenGone) {
        calls.add("park");
        this.stay = stay;
        this.whenGone = whenGone;
        return () -> stay.afterwards().run();
    }

    @Override
    public void proceed() {
        calls.add("proceed");
    }

    @Override
    public void answer(int status, @Nullable Duration retryAfter) {
        calls.add("answer " + status);
    }

    @Override
    public void close() {
        calls.add("close");
    }

    @Override
    public void reset() {
        calls.add("reset");
    }

    @Override
    public Runnable hold(
            Lease lease, ChannelHandlerContext connection, Stay stay, Runnable whenGone) {
        calls.add("hold");
        this.stay = stay;
        return () -> stay.afterwards().run();
    }

    @Override
    public void corrupt(Corruption corruption) {
        calls.add("corrupt");
        this.corruption = corruption;
    }

    @Override
    public void whenOver(Runnable action) {
        whenOver = action;
    }

    @Override
    public void crash() {
        calls.add("crash");
    }
}
