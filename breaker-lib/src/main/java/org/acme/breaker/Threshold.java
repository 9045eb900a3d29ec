package org.acme.breaker;

import java.math.BigDecimal;

/**
 * A share in percent, held as whole millionths of a percent, so that 33.3 % is 33.3 % and nothing is
 * ever rounded when it is compared.
 */
record Threshold(long millionths) {

    private static final int DECIMALS = 6;
    private static final long WHOLE = 100_000_000L;

    /** @throws InvalidConfigurationException unless above 0, at most 100 and of at most 6 decimals */
    static Threshold ofPercent(String key, double percent) {
        InvalidConfigurationException.require(
                percent > 0 && percent <= 100, key, "above 0 and at most 100 (percent)", percent);
        BigDecimal exact = BigDecimal.valueOf(percent).stripTrailingZeros();
        InvalidConfigurationException.require(
                exact.scale() <= DECIMALS, key, "a percentage of at most 6 decimals", percent);
        return new Threshold(exact.movePointRight(DECIMALS).longValueExact());
    }

    /** Whether {@code part} of {@code whole} is this share or more. */
    boolean isReachedBy(long part, long whole) {
        return part * WHOLE >= millionths * whole;
    }

    double percent() {
        return BigDecimal.valueOf(millionths, DECIMALS).doubleValue();
    }

    @Override
    public String toString() {
        return BigDecimal.valueOf(millionths, DECIMALS).stripTrailingZeros().toPlainString() + " %";
    }
}
