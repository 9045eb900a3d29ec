package org.acme.breaker.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.acme.breaker.window.Counts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallWindowTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 8, 9, 100})
    void window_isExactlyTheLastCalls(int size) {
        Window window = new CallWindow(size);
        Deque<int[]> model = new ArrayDeque<>();
        Random random = new Random(size);

        for (int i = 0; i < 5_000; i++) {
            boolean failed = random.nextInt(4) == 0;
            boolean slow = random.nextInt(4) == 0;
            if (failed || slow) {
                window.bad(0, failed, slow);
            } else {
                window.success(0);
            }
            model.addLast(new int[] {failed ? 1 : 0, slow ? 1 : 0});
            if (model.size() > size) {
                model.removeFirst();
            }

            assertThat(window.counts(0))
                    .isEqualTo(
                            new Counts(
                                    model.size(),
                                    model.stream().mapToInt(call -> call[0]).sum(),
                                    model.stream().mapToInt(call -> call[1]).sum()));
        }
    }

    @Test
    void activity_changesWithEveryCall() {
        Window window = new CallWindow(2);
        long before = window.activity();
        window.success(0);
        assertThat(window.activity()).isNotEqualTo(before);
    }
}
