package org.acme.workshop.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import org.acme.workshop.Ticker;

/** The clock of the running application. */
@ApplicationScoped
class Clocks {

    @Produces
    @ApplicationScoped
    Ticker ticker() {
        return Ticker.system();
    }
}
