-- A refusal is committed before inventory is asked to confirm it: REFUSING leads to REFUSED by a release, and nothing leads
-- back. Before, the release was sent first, and could be carried out when the order had been sold by another attempt.
-- (REFUND_OWED, REFUSED) is written no more; rows that hold it are finished as before.
-- Stop all replicas before this migration: older ones do not know REFUSING. The table is rewritten, however long that takes.
SET LOCAL statement_timeout = 0;
SET LOCAL lock_timeout = '30s';

ALTER TABLE customer_order ALTER COLUMN status SET EXPRESSION AS (
    CASE
        WHEN payment IN ('NOT_ATTEMPTED', 'PENDING')
             AND reservation IN ('NONE', 'OWED', 'HELD')                    THEN 'PAYMENT_PENDING'
        WHEN payment = 'PAID' AND reservation IN ('HELD', 'OWED')           THEN 'CONFIRMED'
        WHEN payment = 'DECLINED'
             AND reservation IN ('NONE', 'RELEASE_OWED', 'RELEASED')        THEN 'DECLINED'
        WHEN payment = 'NOT_ATTEMPTED' AND reservation = 'REFUSING'         THEN 'CANCELLING'
        WHEN payment = 'NOT_ATTEMPTED' AND reservation = 'REFUSED'          THEN 'CANCELLED'
        WHEN payment = 'REFUND_OWED'
             AND reservation IN ('REFUSING', 'REFUSED')                     THEN 'CANCELLING'
        WHEN payment = 'VOID_OWED'
             AND reservation IN ('RELEASE_OWED', 'RELEASED')                THEN 'CANCELLING'
        WHEN payment IN ('REFUNDED', 'VOIDED') THEN
            CASE reservation
                WHEN 'REFUSING'     THEN 'CANCELLING'
                WHEN 'REFUSED'      THEN 'CANCELLED'
                WHEN 'RELEASE_OWED' THEN 'CANCELLING'
                WHEN 'RELEASED'     THEN 'FAILED'
            END
    END),
    ALTER COLUMN next_step SET EXPRESSION AS (
    CASE
        WHEN payment IN ('REFUND_OWED', 'VOID_OWED')                        THEN 'VOID'
        WHEN reservation IN ('RELEASE_OWED', 'REFUSING')                    THEN 'RELEASE'
        WHEN reservation IN ('NONE', 'OWED')
             AND payment IN ('NOT_ATTEMPTED', 'PENDING', 'PAID')            THEN 'RESERVE'
        WHEN payment IN ('NOT_ATTEMPTED', 'PENDING') AND reservation = 'HELD' THEN 'CHARGE'
    END);
