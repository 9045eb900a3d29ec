package org.acme.breaker.redis;

import org.acme.breaker.redis.fleet.FleetRefusedException;

/** Errors of the server as sentences that say what to do. */
final class StoreFailures {

    private StoreFailures() {}

    /** The sentence for a known error; what was thrown, for any other. */
    static Throwable explain(Throwable thrown, String fleet) {
        String said = String.valueOf(thrown.getMessage());
        String sentence = sentence(said, fleet);
        return sentence.isEmpty() ? thrown : new FleetRefusedException(sentence);
    }

    private static String sentence(String said, String fleet) {
        if (said.startsWith("FLEET ")) {
            return "the fleet '"
                    + fleet
                    + "' belongs to the application '"
                    + said.substring("FLEET ".length())
                    + "': set another breaker.fleet.name here";
        }
        if (said.startsWith("NOAUTH") || said.startsWith("WRONGPASS")) {
            return "the server refuses the password: set quarkus.redis.fleet.password ("
                    + said
                    + ")";
        }
        if (said.startsWith("NOPERM")) {
            return "the user of the server may not run the script: allow EVALSHA, EVAL, SCRIPT|LOAD,"
                    + " TIME, HGETALL, HSET, HDEL and PEXPIRE on breaker-fleet:* ("
                    + said
                    + ")";
        }
        if (said.startsWith("MOVED") || said.startsWith("CROSSSLOT")) {
            return "the server is part of a cluster: set quarkus.redis.fleet.client-type=cluster ("
                    + said
                    + ")";
        }
        if (said.startsWith("READONLY")) {
            return "the server is a read-only replica: name its primary in quarkus.redis.fleet.hosts";
        }
        if (said.contains("non deterministic") || said.contains("unknown command")) {
            return "the server is too old: Redis 5 or newer, or Valkey, is needed (" + said + ")";
        }
        return "";
    }
}
