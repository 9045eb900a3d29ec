package org.acme.breaker.quarkus.admin;

import io.vertx.core.http.HttpServerRequest;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/** One line for everything that is done to a breaker by hand. */
final class AuditLog {

    private static final Logger LOG = Logger.getLogger("org.acme.breaker.audit");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private AuditLog() {}

    static void done(HttpServerRequest by, String target, String what) {
        LOG.infof("%s: %s, by %s", onOneLine(target), onOneLine(what), by.remoteAddress());
    }

    /** What comes from outside can't begin a line of its own. */
    private static String onOneLine(String text) {
        return CONTROL.matcher(text).replaceAll("?");
    }
}
