package org.acme.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.acme.checkout.order.OrderFacts;
import org.acme.checkout.order.PaymentFact;
import org.acme.checkout.order.ReservationFact;
import org.junit.jupiter.api.Test;

/** The table of legal pairs in docs/reliability.md equals the code. */
class FactsPageTest {

    private static final Path PAGE = Path.of("..", "docs", "reliability.md");

    @Test
    void table_isThatOfOrderFacts() throws IOException {
        assertThat(Files.readAllLines(PAGE)).containsSubsequence(rows());
    }

    private static List<String> rows() {
        return Arrays.stream(PaymentFact.values())
                .map(
                        payment ->
                                Arrays.stream(ReservationFact.values())
                                        .map(reservation -> cell(payment, reservation))
                                        .collect(
                                                Collectors.joining(
                                                        " | ", "| " + payment + " | ", " |")))
                .toList();
    }

    private static String cell(PaymentFact payment, ReservationFact reservation) {
        if (!OrderFacts.legal(payment, reservation)) {
            return "";
        }
        OrderFacts facts = new OrderFacts(payment, reservation);
        return facts.status() + ", " + facts.nextStep().map(Enum::name).orElse("final");
    }
}
