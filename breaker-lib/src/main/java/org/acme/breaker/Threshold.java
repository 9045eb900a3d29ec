package org.acme.breaker;

import java.math.BigDecimal;

/**
 * A share in percent, kept as whole millionths of a percent, so that 33.3 % is exactly that and no
 * comparison rounds.
 */
record Threshold(long millionths) {

    private static final int DECIMALS = 6;
    private static final long WHOLE = 100_000_000L;

    /**
     * Creates a threshold from a percentage.
     *
     * @throws InvalidConfigurationException unless it is above 0 and at most 100, with up to 6
     *     decimals
     */
    static Threshold ofPercent(String key, double percent) {
        InvalidConfigurationException.require(
                percent > 0 && percent <= 100, key, "above 0 and at most 100 (percent)", percent);
        BigDecimal exact = BigDecimal.valueOf(percent).stripTrailingZeros();
        InvalidConfigurationException.require(
                exact.scale() <= DECIMALS, key, "a percentage of at most 6 decimals", percent);
        return new Threshold(exact.movePointRight(DECIMALS).longValueExact());
    }

    /** Whether {@code part} of {@code whole} reaches this share. */
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
