package org.acme.gateway.charge;

/** What the ledger did with a charge. */
sealed interface ChargeOutcome {

    /** It stands in the ledger, paid or declined, since now. */
    record Entered(Charge charge) implements ChargeOutcome {}

    /** The same wish stood there before. */
    record Repeated(Charge charge) implements ChargeOutcome {}

    /** The key belongs to another wish; nothing was done. */
    record KeyReused() implements ChargeOutcome {}

    /** The order is voided; nothing was charged and nothing ever will be. */
    record OrderVoided() implements ChargeOutcome {}

    /** The order is paid under another key; nothing was done. */
    record AlreadyPaid() implements ChargeOutcome {}
}
