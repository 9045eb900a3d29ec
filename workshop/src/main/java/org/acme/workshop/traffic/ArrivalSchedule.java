package org.acme.workshop.traffic;

/**
 * Schedules the arrivals of users: at a constant rate, whatever happens to earlier ones (an open
 * model).
 *
 * <p>A late reader gets every arrival that became due meanwhile, each with its scheduled time, so a
 * pause of the load generator shows up as latency instead of disappearing (no coordinated
 * omission). Used by one thread.
 */
final class ArrivalSchedule {

    private static final double NANOS_PER_SECOND = 1e9;

    /** The result of {@link #nanosUntilNext} while the traffic is paused. */
    static final long NEVER = Long.MAX_VALUE;

    private double rate;
    private long last;
    private double sinceLast; // fraction of a nanosecond that rounding left over

    /** Creates a paused schedule; {@link #change} sets a rate. */
    ArrivalSchedule(long now) {
        this.last = now;
    }

    /** Changes the rate; 0 pauses. The next arrival comes one interval from now. */
    void change(double arrivalsPerSecond, long now) {
        if (arrivalsPerSecond == rate) {
            return;
        }
        rate = arrivalsPerSecond;
        last = now;
        sinceLast = 0;
    }

    /** Returns the arrivals per second. */
    double rate() {
        return rate;
    }

    /**
     * Returns the nanoseconds until the next arrival; 0 or less if it is due, {@link #NEVER} if
     * paused.
     */
    long nanosUntilNext(long now) {
        return rate == 0 ? NEVER : last + interval() - now;
    }

    /** Returns the scheduled time of the next arrival, and moves on to the one after it. */
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
