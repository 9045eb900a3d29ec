-- Three kinds of facts: what was delivered, what is held for orders, and the running stock that both add up to:
-- stock.available = sum of deliveries - sum of the lines of held reservations, for each sku, after every commit.

CREATE TABLE product (
    sku         text   COLLATE "C" PRIMARY KEY CHECK (sku ~ '^[A-Z]{2,8}-[0-9]{3,6}$'),
    name        text   NOT NULL CHECK (name <> ''),
    price_minor bigint NOT NULL CHECK (price_minor > 0),
    currency    text   NOT NULL CHECK (currency ~ '^[A-Z]{3}$')
);

-- Every fact carries its place in one sequence of changes, for readers that follow along (see AuditFeed).
-- The transaction's number comes first: only of transactions can we know that all earlier ones have ended.
CREATE SEQUENCE change_seq;

-- fillfactor: one hot row is updated all day; room on its page lets the update stay there and touch no index.
CREATE TABLE stock (
    sku        text        COLLATE "C" PRIMARY KEY REFERENCES product,
    available  bigint      NOT NULL CHECK (available >= 0),
    changed_at timestamptz NOT NULL,
    change_xid xid8        NOT NULL,
    change_seq bigint      NOT NULL
) WITH (fillfactor = 10);

CREATE TABLE delivery (
    delivery_id uuid        PRIMARY KEY DEFAULT gen_random_uuid(),
    sku         text        COLLATE "C" NOT NULL REFERENCES product,
    quantity    integer     NOT NULL CHECK (quantity > 0),
    changed_at  timestamptz NOT NULL,
    change_xid  xid8        NOT NULL,
    change_seq  bigint      NOT NULL
);
CREATE INDEX delivery_change ON delivery (change_xid, change_seq);

-- A released reservation stays for ever: it is the tombstone that refuses a reservation arriving late.
CREATE TABLE reservation (
    order_id   uuid        PRIMARY KEY,
    state      text        NOT NULL CHECK (state IN ('held', 'released')),
    changed_at timestamptz NOT NULL,
    change_xid xid8        NOT NULL,
    change_seq bigint      NOT NULL
);
CREATE INDEX reservation_change ON reservation (change_xid, change_seq);

CREATE TABLE reservation_line (
    order_id uuid    NOT NULL REFERENCES reservation,
    sku      text    COLLATE "C" NOT NULL REFERENCES product,
    quantity integer NOT NULL CHECK (quantity > 0),
    PRIMARY KEY (order_id, sku)
);

-- At most one row: until when deliveries are switched off. It ends by itself, as every disturbance here does.
CREATE TABLE delivery_pause (
    only_row boolean     PRIMARY KEY DEFAULT true CHECK (only_row),
    until    timestamptz NOT NULL
);

CREATE FUNCTION stamp_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.changed_at := clock_timestamp();
    NEW.change_xid := pg_current_xact_id();
    NEW.change_seq := nextval('${flyway:defaultSchema}.change_seq');
    RETURN NEW;
END $$;

CREATE TRIGGER stamp BEFORE INSERT OR UPDATE ON stock FOR EACH ROW EXECUTE FUNCTION stamp_change();
CREATE TRIGGER stamp BEFORE INSERT OR UPDATE ON delivery FOR EACH ROW EXECUTE FUNCTION stamp_change();
CREATE TRIGGER stamp BEFORE INSERT OR UPDATE ON reservation FOR EACH ROW EXECUTE FUNCTION stamp_change();
