package org.acme.gateway.charge;

import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.acme.chassis.problem.Problem;
import org.acme.chassis.problem.ProblemException;
import org.acme.gateway.charge.ChargeOutcome.AlreadyPaid;
import org.acme.gateway.charge.ChargeOutcome.Entered;
import org.acme.gateway.charge.ChargeOutcome.KeyReused;
import org.acme.gateway.charge.ChargeOutcome.OrderVoided;
import org.acme.gateway.charge.ChargeOutcome.Repeated;

/** Translates outcomes of charges into HTTP responses; no other class does. */
final class ChargeAnswer implements ChargeOutcome.Cases<Response> {

    private ChargeAnswer() {}

    static Response of(ChargeOutcome outcome) {
        return outcome.by(new ChargeAnswer());
    }

    @Override
    public Response entered(Entered outcome) {
        return charge(outcome.charge(), 201);
    }

    @Override
    public Response repeated(Repeated outcome) {
        return charge(outcome.charge(), 200);
    }

    @Override
    public Response keyReused(KeyReused outcome) {
        throw conflict(
                "idempotency-key-reused",
                "Idempotency key reused",
                "the same Idempotency-Key came with another body before");
    }

    @Override
    public Response orderVoided(OrderVoided outcome) {
        throw conflict(
                "charge-voided", "Charge voided", "the order is void and will never be charged");
    }

    @Override
    public Response alreadyPaid(AlreadyPaid outcome) {
        throw conflict(
                "order-already-charged",
                "Order already charged",
                "the order is paid under another Idempotency-Key");
    }

    private static Response charge(Charge charge, int status) {
        int code = charge.status() == ChargeStatus.DECLINED ? 402 : status;
        return Response.status(code)
                .location(URI.create("/charges/" + charge.chargeId()))
                .entity(charge)
                .build();
    }

    private static ProblemException conflict(String type, String title, String detail) {
        return new ProblemException(Problem.of(409, type, title, detail));
    }
}
