package org.acme.breaker.timeout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InterruptionTest {

    /** A call within a call, and a moment in which both their times are up. */
    private static final class Caller extends Thread {
        private final Interruption outer = new Interruption(this);
        private final Interruption inner = new Interruption(this);
        private volatile boolean timeIsUp;
        private volatile boolean asked;
        private volatile boolean innerEnded;
        private volatile boolean leftInterrupted;

        @Override
        public void run() {
            while (!asked) {
                onSpinWait();
            }
            inner.end();
            innerEnded = true;
            outer.end();
            leftInterrupted = interrupted();
        }

        /** Where another thread asks, the inner call ends before it can act, unless that waits. */
        @Override
        public boolean isInterrupted() {
            boolean seen = super.isInterrupted();
            if (timeIsUp && currentThread() != this) {
                asked = true;
                while (!innerEnded && getState() != State.BLOCKED) {
                    onSpinWait();
                }
            }
            return seen;
        }
    }

    @Test
    void interruptOfTheOuterCall_whileTheInnerOneTakesItsOwnBack_isTakenBackToo() throws Exception {
        Caller caller = new Caller();
        caller.setDaemon(true);
        caller.start();

        caller.inner.run();
        caller.timeIsUp = true;
        caller.outer.run();

        caller.join();
        assertThat(caller.leftInterrupted).isFalse();
    }

    @Test
    void interruptOfSomebodyElse_inTheCall_isKept() {
        Interruption late = new Interruption(Thread.currentThread());
        Thread.currentThread().interrupt();

        late.run();

        assertThat(late.end()).isTrue();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void interruptOfItsOwn_isTakenBack() {
        Interruption late = new Interruption(Thread.currentThread());

        late.run();

        assertThat(late.end()).isTrue();
        assertThat(Thread.interrupted()).isFalse();
    }

    /** {@link Thread#interrupt} closes the channel that the thread reads, or may be overridden. */
    @Test
    void interruptThatThrows_endsTheWaitForIt() {
        Interruption late =
                new Interruption(
                        new Thread() {
                            @Override
                            public void interrupt() {
                                throw new IllegalStateException("close failed");
                            }
                        });

        late.run();

        assertThat(late.end()).isTrue();
    }
}
