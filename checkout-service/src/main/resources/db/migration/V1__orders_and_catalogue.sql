-- An order holds two facts, payment and reservation. Everything else that one may ask about an
-- order's progress (its status, the next call it needs, whether it is final) is derived from the
-- pair, here and in OrderFacts.java; a test compares both on all pairs.
CREATE TABLE customer_order (
    order_id           uuid        PRIMARY KEY,
    idempotency_key    text        NOT NULL UNIQUE,
    request_hash       text        NOT NULL,
    customer_id        text        NOT NULL,
    card_token         text        NOT NULL,
    -- Written once and always read whole, so the lines live in the row and not beside it.
    lines              jsonb       NOT NULL,
    total_minor        bigint      NOT NULL CHECK (total_minor >= 0),
    currency           text        NOT NULL,

    payment            text        NOT NULL,
    reservation        text        NOT NULL,
    status             text        GENERATED ALWAYS AS (
        CASE
            WHEN payment IN ('NOT_ATTEMPTED', 'PENDING')
                 AND reservation IN ('NONE', 'OWED', 'HELD')                    THEN 'PAYMENT_PENDING'
            WHEN payment = 'PAID' AND reservation IN ('HELD', 'OWED')           THEN 'CONFIRMED'
            WHEN payment = 'DECLINED'
                 AND reservation IN ('NONE', 'RELEASE_OWED', 'RELEASED')        THEN 'DECLINED'
            WHEN payment = 'NOT_ATTEMPTED' AND reservation = 'REFUSED'          THEN 'CANCELLED'
            WHEN payment = 'REFUND_OWED' AND reservation = 'REFUSED'            THEN 'CANCELLING'
            WHEN payment = 'REFUNDED' AND reservation = 'REFUSED'               THEN 'CANCELLED'
            WHEN payment = 'VOID_OWED'
                 AND reservation IN ('RELEASE_OWED', 'RELEASED')                THEN 'CANCELLING'
            WHEN payment = 'VOIDED' AND reservation = 'RELEASE_OWED'            THEN 'CANCELLING'
            WHEN payment = 'VOIDED' AND reservation = 'RELEASED'                THEN 'FAILED'
        END) STORED,
    -- The call that brings the order forward; NULL when nothing is owed to anybody.
    next_step          text        GENERATED ALWAYS AS (
        CASE
            WHEN payment IN ('REFUND_OWED', 'VOID_OWED')                        THEN 'VOID'
            WHEN reservation = 'RELEASE_OWED'                                   THEN 'RELEASE'
            WHEN reservation IN ('NONE', 'OWED')
                 AND payment IN ('NOT_ATTEMPTED', 'PENDING', 'PAID')            THEN 'RESERVE'
            WHEN payment IN ('NOT_ATTEMPTED', 'PENDING') AND reservation = 'HELD' THEN 'CHARGE'
        END) STORED,

    charge_id          text,
    -- Why the payment stands where it stands, in words for the customer's screen.
    reason             text,
    -- What the reservation rests on: live stock or the snapshot, and as of when.
    inventory_as_of    timestamptz NOT NULL,

    -- Who works on the order. The claim is the fence: a result is only written by its owner.
    claim              uuid,
    claimed_until      timestamptz,
    attempts           integer     NOT NULL DEFAULT 0,
    next_attempt_at    timestamptz NOT NULL DEFAULT now(),

    created_at         timestamptz NOT NULL DEFAULT now(),
    final_since        timestamptz,
    -- The transaction of the last change of a fact: the auditor's position (see AuditStore.java).
    changed_in         xid8        NOT NULL DEFAULT pg_current_xact_id(),

    CONSTRAINT legal_facts CHECK (status IS NOT NULL),
    CONSTRAINT final_means_nothing_owed CHECK ((final_since IS NULL) = (next_step IS NOT NULL))
);

CREATE INDEX order_by_age ON customer_order (created_at DESC, order_id DESC);
CREATE INDEX order_by_status ON customer_order (status, created_at DESC, order_id DESC);
CREATE INDEX order_by_change ON customer_order (changed_in, order_id);
CREATE INDEX unfinished_order ON customer_order (next_step, next_attempt_at) WHERE final_since IS NULL;

-- The catalogue as inventory last described it: it prices orders and stands in for inventory.
CREATE TABLE catalogue_product (
    sku         text        PRIMARY KEY,
    name        text        NOT NULL,
    price_minor bigint      NOT NULL CHECK (price_minor >= 0),
    currency    text        NOT NULL,
    available   bigint      NOT NULL,
    as_of       timestamptz NOT NULL
);
