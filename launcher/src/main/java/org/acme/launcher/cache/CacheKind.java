package org.acme.launcher.cache;

import java.nio.file.Path;
import java.util.List;

/** What a JVM can keep of a start for the next one, and the options that make it do so. */
enum CacheKind {

    /** An archive of loaded classes, written when the process exits: JDK 17 and newer. */
    CLASS_DATA("jsa") {
        @Override
        List<String> use(Path cache) {
            return List.of("-XX:SharedArchiveFile=" + cache);
        }

        @Override
        List<String> record(Path recorded) {
            return List.of("-XX:ArchiveClassesAtExit=" + recorded, "-Xlog:cds=off");
        }

        @Override
        List<String> assemble(Path recorded, Path cache) {
            return List.of();
        }
    },

    /**
     * Linked classes and profiles of methods, assembled by a second process from what the first has
     * recorded: JDK 25 and newer.
     */
    AHEAD_OF_TIME("aot") {
        @Override
        List<String> use(Path cache) {
            return List.of("-XX:AOTCache=" + cache);
        }

        @Override
        List<String> record(Path recorded) {
            return List.of("-XX:AOTMode=record", "-XX:AOTConfiguration=" + recorded);
        }

        @Override
        List<String> assemble(Path recorded, Path cache) {
            return List.of(
                    "-XX:AOTMode=create",
                    "-XX:AOTConfiguration=" + recorded,
                    "-XX:AOTCache=" + cache,
                    "-Xlog:aot=off",
                    "-Xlog:cds=off");
        }
    };

    private static final int FIRST_WITH_PROFILES = 25;

    private final String ending;

    CacheKind(String ending) {
        this.ending = ending;
    }

    /** The best that a JDK has. */
    static CacheKind of(int featureRelease) {
        return featureRelease >= FIRST_WITH_PROFILES ? AHEAD_OF_TIME : CLASS_DATA;
    }

    /** The ending of a cache's file name. */
    String ending() {
        return ending;
    }

    /** Options that read a cache; a JVM ignores one that does not fit. */
    abstract List<String> use(Path cache);

    /** Options of a training run that writes to {@code recorded} when it exits. */
    abstract List<String> record(Path recorded);

    /** Options of the process that makes the cache afterwards; empty if there is nothing to do. */
    abstract List<String> assemble(Path recorded, Path cache);
}
