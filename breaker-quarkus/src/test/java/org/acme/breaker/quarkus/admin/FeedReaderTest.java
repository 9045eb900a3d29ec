package org.acme.breaker.quarkus.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

class FeedReaderTest {

    private static final int CAPACITY = 4;

    private final List<BreakerEvent> received = new ArrayList<>();
    private final List<FeedReader> left = new ArrayList<>();
    private final FeedReader reader =
            new FeedReader(
                    new Flow.Subscriber<>() {
                        @Override
                        public void onSubscribe(Flow.Subscription subscription) {}

                        @Override
                        public void onNext(BreakerEvent event) {
                            received.add(event);
                        }

                        @Override
                        public void onError(Throwable thrown) {}

                        @Override
                        public void onComplete() {}
                    },
                    CAPACITY,
                    Runnable::run,
                    left::add);

    private static BreakerEvent event(long number) {
        return new BreakerEvent(
                "transition", "b", null, number, null, null, null, null, null, null, null, null);
    }

    @Test
    void readerThatAsks_getsEverythingInOrder() {
        reader.request(Long.MAX_VALUE);

        for (long i = 1; i <= 10; i++) {
            reader.offer(event(i));
        }

        assertThat(received)
                .extracting(BreakerEvent::sequence)
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
    }

    @Test
    void slowReader_losesTheOldest_andIsToldHowMany() {
        for (long i = 1; i <= 10; i++) {
            reader.offer(event(i));
        }
        assertThat(received).isEmpty();

        reader.request(3);
        assertThat(received).hasSize(3);
        assertThat(received.get(0)).isEqualTo(BreakerEvent.dropped(6));
        assertThat(received.get(1).sequence()).isEqualTo(7);
        assertThat(received.get(2).sequence()).isEqualTo(8);

        reader.request(10);
        assertThat(received).hasSize(5);
        assertThat(received.get(4).sequence()).isEqualTo(10);
    }

    @Test
    void readerThatLeft_getsNothingMore() {
        reader.request(1);
        reader.cancel();

        reader.offer(event(1));

        assertThat(received).isEmpty();
        assertThat(left).containsExactly(reader);
    }
}
