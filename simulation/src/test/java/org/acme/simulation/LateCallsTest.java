package org.acme.simulation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.acme.checkout.inventory.ReservationResult;
import org.acme.checkout.inventory.StockLine;
import org.acme.checkout.order.NextStep;
import org.acme.checkout.order.OrderFacts;
import org.acme.checkout.order.OrderStatus;
import org.acme.checkout.order.PaymentFact;
import org.acme.checkout.order.ReservationFact;
import org.acme.checkout.payment.Charge;
import org.acme.checkout.payment.PaymentResult;
import org.acme.gateway.charge.SimulatedGateway;
import org.acme.inventory.reservation.SimulatedInventory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Checks the effect of each call that arrives after its order is final. The calls that can still be
 * in flight are found by walking through all facts; their effect is tried on the services' rules.
 */
class LateCallsTest {

    private static final UUID ORDER = new UUID(0, 1);
    private static final List<StockLine> LINES = List.of(new StockLine("TEA-001", 2));

    /** The effect of a late call. */
    private enum End {
        NEVER_SENT("never sent"),
        SAME("the same again"),
        REFUSED("refused");

        private final String words;

        End(String words) {
            this.words = words;
        }
    }

    private static final Map<OrderFacts, Map<NextStep, End>> MATRIX = new LinkedHashMap<>();

    static {
        row(
                PaymentFact.PAID,
                ReservationFact.HELD,
                End.SAME,
                End.SAME,
                End.NEVER_SENT,
                End.NEVER_SENT);
        row(
                PaymentFact.DECLINED,
                ReservationFact.RELEASED,
                End.REFUSED,
                End.SAME,
                End.NEVER_SENT,
                End.SAME);
        row(
                PaymentFact.NOT_ATTEMPTED,
                ReservationFact.REFUSED,
                End.REFUSED,
                End.NEVER_SENT,
                End.NEVER_SENT,
                End.SAME);
        row(
                PaymentFact.REFUNDED,
                ReservationFact.REFUSED,
                End.REFUSED,
                End.REFUSED,
                End.SAME,
                End.SAME);
        row(
                PaymentFact.VOIDED,
                ReservationFact.REFUSED,
                End.REFUSED,
                End.REFUSED,
                End.SAME,
                End.SAME);
        row(
                PaymentFact.REFUNDED,
                ReservationFact.RELEASED,
                End.REFUSED,
                End.REFUSED,
                End.SAME,
                End.SAME);
        row(
                PaymentFact.VOIDED,
                ReservationFact.RELEASED,
                End.REFUSED,
                End.REFUSED,
                End.SAME,
                End.SAME);
    }

    private static void row(
            PaymentFact payment,
            ReservationFact reservation,
            End reserve,
            End charge,
            End voiding,
            End release) {
        MATRIX.put(
                new OrderFacts(payment, reservation),
                Map.of(
                        NextStep.RESERVE, reserve,
                        NextStep.CHARGE, charge,
                        NextStep.VOID, voiding,
                        NextStep.RELEASE, release));
    }

    @Test
    void everyFinalOrder_canOnlyMeetTheCallsOfItsRow() {
        Map<OrderFacts, Set<NextStep>> met = new LinkedHashMap<>();
        for (Way way : Way.all()) {
            if (way.facts().isFinal()) {
                met.computeIfAbsent(way.facts(), f -> EnumSet.noneOf(NextStep.class))
                        .addAll(way.sent());
            }
        }
        assertThat(met.keySet()).containsExactlyInAnyOrderElementsOf(MATRIX.keySet());
        met.forEach(
                (facts, sent) ->
                        requireNonNull(MATRIX.get(facts))
                                .forEach(
                                        (call, end) ->
                                                assertThat(sent.contains(call))
                                                        .as("%s after %s", call, facts)
                                                        .isEqualTo(end != End.NEVER_SENT)));
    }

    /** One cell of the matrix. {@code before}: whether reservation and charge arrived in time. */
    record Cell(OrderFacts facts, NextStep call, boolean before) {}

    static List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        MATRIX.forEach(
                (facts, row) ->
                        row.forEach(
                                (call, end) -> {
                                    if (end != End.NEVER_SENT) {
                                        cells.add(new Cell(facts, call, true));
                                        cells.add(new Cell(facts, call, false));
                                    }
                                }));
        return cells;
    }

    @ParameterizedTest
    @MethodSource("cells")
    void lateCall_changesNothing(Cell cell) {
        Services services = new Services(cell.facts());
        boolean sold = cell.facts().status() == OrderStatus.CONFIRMED;
        if (cell.before() || sold) {
            services.carryOut(NextStep.RESERVE);
            services.carryOut(NextStep.CHARGE);
        }
        services.end();
        String before = services.state();

        End end = services.carryOut(cell.call());

        assertThat(services.state()).isEqualTo(before);
        assertThat(end).isEqualTo(requireNonNull(MATRIX.get(cell.facts())).get(cell.call()));
    }

    /**
     * Creates gateway and inventory in the state that they have when an order with these facts is
     * final.
     */
    private static final class Services {

        private final SimulatedGateway gateway = new SimulatedGateway(false);
        private final SimulatedInventory inventory = new SimulatedInventory(false);
        private final OrderFacts facts;

        private Services(OrderFacts facts) {
            this.facts = facts;
            inventory.deliver("TEA-001", 10);
        }

        /** Carries out the calls that the services confirmed before the order was final. */
        private void end() {
            if (facts.payment() == PaymentFact.REFUNDED || facts.payment() == PaymentFact.VOIDED) {
                carryOut(NextStep.VOID);
            }
            if (facts.status() != OrderStatus.CONFIRMED) {
                carryOut(NextStep.RELEASE);
            }
        }

        private End carryOut(NextStep call) {
            return switch (call) {
                case RESERVE ->
                        inventory.reserve(ORDER, LINES) instanceof ReservationResult.Held
                                ? End.SAME
                                : End.REFUSED;
                case CHARGE ->
                        gateway.charge(charge()) instanceof PaymentResult.Voided
                                ? End.REFUSED
                                : End.SAME;
                case VOID -> {
                    gateway.voidCharges(ORDER);
                    yield End.SAME;
                }
                case RELEASE -> {
                    inventory.release(ORDER);
                    yield End.SAME;
                }
            };
        }

        private Charge charge() {
            boolean declined = facts.payment() == PaymentFact.DECLINED;
            return new Charge(ORDER, 1180, "EUR", declined ? "tok_declined" : "tok_ok");
        }

        private String state() {
            return gateway.unrefunded(ORDER) + " " + inventory.held(ORDER) + inventory.stock();
        }
    }

    @Test
    void matrix_isThatOfThePage() throws IOException {
        List<String> rows =
                MATRIX.entrySet().stream()
                        .map(
                                row ->
                                        Arrays.stream(NextStep.values())
                                                .map(
                                                        call ->
                                                                requireNonNull(
                                                                                row.getValue()
                                                                                        .get(call))
                                                                        .words)
                                                .collect(
                                                        Collectors.joining(
                                                                " | ",
                                                                "| "
                                                                        + row.getKey().status()
                                                                        + " ("
                                                                        + row.getKey().payment()
                                                                        + ", "
                                                                        + row.getKey().reservation()
                                                                        + ") | ",
                                                                " |")))
                        .toList();
        assertThat(Files.readAllLines(Path.of("..", "docs", "reliability.md")))
                .containsSubsequence(rows);
    }
}
