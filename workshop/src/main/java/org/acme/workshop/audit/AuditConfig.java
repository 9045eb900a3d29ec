package org.acme.workshop.audit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** The settings of the auditor. */
@ConfigMapping(prefix = "audit")
public interface AuditConfig {

    /** How often new lines of the books are read. */
    @WithDefault("1s")
    @DurationMin(millis = 50)
    Duration interval();

    /** Lines read at once from a service. */
    @WithDefault("1000")
    @Min(1)
    @Max(1000)
    int pageSize();

    /**
     * The largest number of orders of a lane in memory. Beyond it the oldest settled ones are
     * removed, and read again if a new line mentions them. An order takes about 1.5 KB.
     */
    @WithDefault("30000")
    @Min(1000)
    @Max(2000000)
    int rememberedOrders();

    /**
     * Orders are judged when they have been final for this long. Longer than the services let a
     * transaction stay open (5 s).
     */
    @WithDefault("10s")
    @DurationMin(millis = 100)
    Duration finalFor();

    /** A verdict needs books that were read to their end within this time. */
    @WithDefault("15s")
    @DurationMin(seconds = 1)
    Duration staleAfter();

    /**
     * An order that is not final at this age is listed, and the books are not reported as balanced.
     * Settlement gives orders up after 15 minutes.
     */
    @WithDefault("20m")
    @DurationMin(seconds = 1)
    Duration finalWithin();
}
