package org.acme.breaker.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.acme.breaker.redis.fleet.FleetSettings;

/**
 * What a replica is called, checked.
 *
 * @param fleet part of every key in the store
 * @param application whose fleet it is
 * @param replica unique for each start of a process
 */
record FleetNames(String fleet, String application, String replica) {

    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    static FleetNames of(FleetConfig config, String application, String host) {
        String start = String.format(Locale.ROOT, "%08x", ThreadLocalRandom.current().nextInt());
        return new FleetNames(
                config.name().orElse(application),
                application,
                config.replica().orElse(host) + "-" + start);
    }

    /** Every wrong setting, as a sentence. */
    List<String> complaints(FleetConfig config, FleetSettings settings) {
        List<String> complaints = new ArrayList<>();
        settings.complaints().forEach(complaint -> complaints.add("breaker.fleet." + complaint));
        if (!WORD.matcher(fleet).matches()) {
            complaints.add("breaker.fleet.name " + words(fleet));
        }
        if (!WORD.matcher(replica).matches()) {
            complaints.add("breaker.fleet.replica " + words(replica));
        }
        if (config.replicas() < 1 || config.replicas() > 10_000) {
            complaints.add(
                    "breaker.fleet.replicas must be from 1 to 10000, but is " + config.replicas());
        }
        return complaints;
    }

    private static String words(String written) {
        return "must be letters, digits, dots, dashes and underscores, at most 90, but is "
                + written;
    }

    /** The longer setting names of the configuration, as the library's. */
    FleetSettings settings(FleetConfig config) {
        return new FleetSettings(
                application,
                replica,
                config.tick(),
                config.storeTimeout(),
                config.votes(),
                config.pooledMinimum(),
                config.longestWait(),
                config.probeTurn());
    }
}
