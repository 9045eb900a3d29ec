package org.acme.workshop.traffic;

/**
 * When the next user comes: at a constant rate, whatever happens to those before (an open model).
 *
 * <p>A late reader gets every arrival that fell due meanwhile, each with the instant it was
 * scheduled for, so a pause of the driver shows up as latency instead of disappearing. Used by one
 * thread.
 */
final class ArrivalSchedule {

    private static final double NANOS_PER_SECOND = 1e9;

    /** What {@link #nanosUntilNext} says while nobody comes. */
    static final long NEVER = Long.MAX_VALUE;

    private double rate;
    private long last;
    private double sinceLast; // fraction of a nanosecond that rounding left over

    /** Nobody comes until {@link #change} sets a rate. */
    ArrivalSchedule(long now) {
        this.last = now;
    }

    /** From now on, this many arrivals a second; 0 pauses. The next comes one interval from now. */
    void change(double arrivalsPerSecond, long now) {
        if (arrivalsPerSecond == rate) {
            return;
        }
        rate = arrivalsPerSecond;
        last = now;
        sinceLast = 0;
    }

    /** Arrivals a second. */
    double rate() {
        return rate;
    }

    /** Nanoseconds until the next arrival; 0 or less when it is due, {@link #NEVER} when paused. */
    long nanosUntilNext(long now) {
        return rate == 0 ? NEVER : last + interval() - now;
    }

    /** The scheduled instant of the next arrival, which becomes the last one. */
    long take() {
        long interval = interval();
        sinceLast += NANOS_PER_SECOND / rate - interval;
        last += interval;
        return last;
    }

    private long interval() {
        return (long) (NANOS_PER_SECOND / rate + sinceLast);
    }
}
