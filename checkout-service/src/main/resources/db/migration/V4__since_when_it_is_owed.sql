-- Since when an order stands where it stands: the age of what it owes. The age of the order says nothing of that: one that
-- is given up after 15 minutes owes its void since a moment ago.
SET LOCAL statement_timeout = 0;
SET LOCAL lock_timeout = '30s';

ALTER TABLE customer_order ADD COLUMN facts_since timestamptz NOT NULL DEFAULT now();

-- Counted every second, by step, with the oldest of each.
CREATE INDEX owed_order ON customer_order (next_step, facts_since) WHERE final_since IS NULL;
