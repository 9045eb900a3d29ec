package org.acme.workshop.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HashedIdsTest {

    @Test
    void randomAddsAndRemoves_leaveWhatASetHas() {
        Random random = new Random(7);
        HashedIds ids = new HashedIds();
        Set<String> expected = new HashSet<>();
        for (int step = 0; step < 50_000; step++) {
            String id = "order-" + random.nextInt(3_000);
            if (random.nextBoolean()) {
                ids.add(id);
                expected.add(id);
            } else {
                assertThat(ids.remove(id)).as(id).isEqualTo(expected.remove(id));
            }
            assertThat(ids.size()).isEqualTo(expected.size());
        }
        List<String> rest = new ArrayList<>(expected);
        assertThat(rest).allMatch(ids::remove);
        assertThat(ids.size()).isZero();
    }
}
