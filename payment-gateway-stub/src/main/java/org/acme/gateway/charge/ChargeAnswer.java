package org.acme.gateway.charge;

import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.acme.chassis.problem.Problem;
import org.acme.chassis.problem.ProblemException;
import org.acme.gateway.charge.ChargeOutcome.Entered;
import org.acme.gateway.charge.ChargeOutcome.KeyReused;
import org.acme.gateway.charge.ChargeOutcome.OrderVoided;
import org.acme.gateway.charge.ChargeOutcome.Repeated;

/** Translates outcomes of charges into HTTP responses; no other class does. */
final class ChargeAnswer {

    private ChargeAnswer() {}

    static Response of(ChargeOutcome outcome) {
        if (outcome instanceof Entered entered) {
            return charge(entered.charge(), 201);
        }
        if (outcome instanceof Repeated repeated) {
            return charge(repeated.charge(), 200);
        }
        if (outcome instanceof KeyReused) {
            throw conflict(
                    "idempotency-key-reused",
                    "Idempotency key reused",
                    "the same Idempotency-Key came with another body before");
        }
        if (outcome instanceof OrderVoided) {
            throw conflict(
                    "charge-voided",
                    "Charge voided",
                    "the order is void and will never be charged");
        }
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
