-- What the gateway said when it voided an order is kept: REFUNDED when money went back, VOIDED when none had been taken,
-- whether the order was oversold or given up. So both facts go with both ends.
ALTER TABLE customer_order ALTER COLUMN status SET EXPRESSION AS (
    CASE
        WHEN payment IN ('NOT_ATTEMPTED', 'PENDING')
             AND reservation IN ('NONE', 'OWED', 'HELD')                    THEN 'PAYMENT_PENDING'
        WHEN payment = 'PAID' AND reservation IN ('HELD', 'OWED')           THEN 'CONFIRMED'
        WHEN payment = 'DECLINED'
             AND reservation IN ('NONE', 'RELEASE_OWED', 'RELEASED')        THEN 'DECLINED'
        WHEN payment = 'NOT_ATTEMPTED' AND reservation = 'REFUSED'          THEN 'CANCELLED'
        WHEN payment = 'REFUND_OWED' AND reservation = 'REFUSED'            THEN 'CANCELLING'
        WHEN payment = 'VOID_OWED'
             AND reservation IN ('RELEASE_OWED', 'RELEASED')                THEN 'CANCELLING'
        WHEN payment IN ('REFUNDED', 'VOIDED') THEN
            CASE reservation
                WHEN 'REFUSED'      THEN 'CANCELLED'
                WHEN 'RELEASE_OWED' THEN 'CANCELLING'
                WHEN 'RELEASED'     THEN 'FAILED'
            END
    END);
