package org.acme.gateway.charge;

/** The outcome of a charge request. */
sealed interface ChargeOutcome {

    /** The charge was added to the ledger, paid or declined. */
    record Entered(Charge charge) implements ChargeOutcome {}

    /** The same request is in the ledger already. */
    record Repeated(Charge charge) implements ChargeOutcome {}

    /** The key belongs to another request; nothing was done. */
    record KeyReused() implements ChargeOutcome {}

    /** The order is voided; nothing was charged and nothing ever will be. */
    record OrderVoided() implements ChargeOutcome {}

    /** The order is paid under another key; nothing was done. */
    record AlreadyPaid() implements ChargeOutcome {}
}
