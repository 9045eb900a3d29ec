package org.acme.breaker.quarkus.admin;

import io.vertx.core.http.HttpServerRequest;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/** Logs one line for each operation on a breaker by hand. */
final class AuditLog {

    private static final Logger LOG = Logger.getLogger("org.acme.breaker.audit");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private AuditLog() {}

    static void done(HttpServerRequest by, String target, String what) {
        LOG.infof("%s: %s, by %s", onOneLine(target), onOneLine(what), by.remoteAddress());
    }

    /** Removes line breaks, so that input from outside cannot forge a log line. */
    private static String onOneLine(String text) {
        return CONTROL.matcher(text).replaceAll("?");
    }
}
