package org.acme.workshop.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class CrowdTest {

    private static final List<String> SKUS = List.of("TEA-001", "TEA-002", "POT-001");

    @Test
    void half_meansEverySecondArrivalBuys() {
        List<Arrival> arrivals = arrivals(1000, 0.5, 7);

        assertThat(arrivals).filteredOn(a -> a.operation() == Operation.CHECKOUT).hasSize(500);
    }

    @Test
    void noShare_nobodyBuys() {
        assertThat(arrivals(100, 0, 7)).allMatch(a -> a.operation() == Operation.PRODUCTS);
    }

    @Test
    void sameSeed_sameSequence() {
        assertThat(arrivals(500, 0.5, 7)).isEqualTo(arrivals(500, 0.5, 7));
    }

    @Test
    void keysAreUnique_andOnlyBuyersHaveOne() {
        List<Arrival> arrivals = arrivals(1000, 0.5, 7);

        List<String> keys = new ArrayList<>();
        arrivals.stream().map(Arrival::key).filter(key -> key != null).forEach(keys::add);
        assertThat(new HashSet<>(keys)).hasSize(500);
    }

    @Test
    void aSmallShareOfCardsIsDeclined() {
        long declined =
                arrivals(10_000, 1, 7).stream()
                        .filter(a -> a.cardToken().equals("tok_declined"))
                        .count();

        assertThat(declined).isBetween(120L, 280L);
    }

    private static List<Arrival> arrivals(int count, double share, long seed) {
        Crowd crowd = new Crowd("u-", 0.02, seed);
        List<Arrival> arrivals = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            arrivals.add(crowd.next(i, share, SKUS));
        }
        return arrivals;
    }
}
