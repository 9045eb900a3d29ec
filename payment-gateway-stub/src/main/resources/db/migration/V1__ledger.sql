-- The ledger. What must never happen is impossible here, whatever the code above does:
-- two unrefunded charges of one order, an unrefunded charge of a voided order, one key for two charges.

-- Positions of changes, for the audit. A position alone isn't enough to page by: it is handed out before the commit.
create sequence change_position;

-- One row an order. Its row lock serialises all that happens to the order; voided_at is the tombstone.
create table merchant_order (
    order_id        text        not null primary key,
    voided_at       timestamptz,
    is_open         boolean     not null generated always as (voided_at is null) stored,
    changed_at      timestamptz not null default now(),
    change_xid      xid8        not null default pg_current_xact_id(),
    change_position bigint      not null default nextval('change_position'),
    unique (order_id, is_open)
);

create table charge (
    charge_id       uuid        not null primary key default uuidv7(),
    order_id        text        not null,
    idempotency_key text        not null unique,
    amount_minor    bigint      not null check (amount_minor > 0),
    currency        text        not null check (currency ~ '^[A-Z]{3}$'),
    card_token      text        not null,
    status          text        not null check (status in ('paid', 'declined', 'refunded')),
    decline_reason  text,
    created_at      timestamptz not null default now(),
    changed_at      timestamptz not null default now(),
    change_xid      xid8        not null default pg_current_xact_id(),
    change_position bigint      not null default nextval('change_position'),
    -- True while the money is taken, else null (which no foreign key looks at).
    needs_open      boolean     generated always as (case when status = 'paid' then true end) stored,
    check ((status = 'declined') = (decline_reason is not null)),
    foreign key (order_id) references merchant_order (order_id),
    foreign key (order_id, needs_open) references merchant_order (order_id, is_open)
);

create unique index charge_unrefunded_once on charge (order_id) where status = 'paid';
create index charge_by_order on charge (order_id);

-- The audit reads along these.
create index charge_changes on charge (change_xid, change_position);
create index merchant_order_changes on merchant_order (change_xid, change_position) where voided_at is not null;
