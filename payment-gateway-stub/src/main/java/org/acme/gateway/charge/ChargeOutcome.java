package org.acme.gateway.charge;

/** The outcome of a charge request. */
sealed interface ChargeOutcome {

    /** Passes it to the method for its kind. */
    <R> R by(Cases<R> cases);

    /** Has one method for each kind of outcome, so that a new kind must be handled. */
    interface Cases<R> {

        R entered(Entered outcome);

        R repeated(Repeated outcome);

        R keyReused(KeyReused outcome);

        R orderVoided(OrderVoided outcome);

        R alreadyPaid(AlreadyPaid outcome);
    }

    /** The charge was added to the ledger, paid or declined. */
    record Entered(Charge charge) implements ChargeOutcome {
        @Override
        public <R> R by(Cases<R> cases) {
            return cases.entered(this);
        }
    }

    /** The same request is in the ledger already. */
    record Repeated(Charge charge) implements ChargeOutcome {
        @Override
        public <R> R by(Cases<R> cases) {
            return cases.repeated(this);
        }
    }

    /** The key belongs to another request; nothing was done. */
    record KeyReused() implements ChargeOutcome {
        @Override
        public <R> R by(Cases<R> cases) {
            return cases.keyReused(this);
        }
    }

    /** The order is voided; nothing was charged and nothing ever will be. */
    record OrderVoided() implements ChargeOutcome {
        @Override
        public <R> R by(Cases<R> cases) {
            return cases.orderVoided(this);
        }
    }

    /** The order is paid under another key; nothing was done. */
    record AlreadyPaid() implements ChargeOutcome {
        @Override
        public <R> R by(Cases<R> cases) {
            return cases.alreadyPaid(this);
        }
    }
}
