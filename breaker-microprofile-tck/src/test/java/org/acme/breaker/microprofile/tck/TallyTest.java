package org.acme.breaker.microprofile.tck;

import java.nio.file.Path;
import org.testng.annotations.Test;

/** Runs after all others, and adds up their reports. */
public final class TallyTest {

    /** Fails if anything of the kit is missing. */
    @Test
    public void wholeKit_wasRunAndPassed() throws Exception {
        Tally.check(
                Path.of(System.getProperty("tally.reports", "")),
                Integer.getInteger("tally.tests", 0));
    }
}
