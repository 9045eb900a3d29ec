package org.acme.launcher.cache;

import java.nio.file.Path;
import java.util.List;

/** The kinds of class caches that a JVM supports, and the options for them. */
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
     * Linked classes and profiles of methods, assembled by a second process from the recording of
     * the first: JDK 25 and newer.
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

    /** Returns the best kind that a JDK supports. */
    static CacheKind of(int featureRelease) {
        return featureRelease >= FIRST_WITH_PROFILES ? AHEAD_OF_TIME : CLASS_DATA;
    }

    /** Returns the ending of a cache's file name. */
    String ending() {
        return ending;
    }

    /** Returns the options to read a cache; a JVM ignores a cache that does not fit. */
    abstract List<String> use(Path cache);

    /** Returns the options of a training run that writes to {@code recorded} when it exits. */
    abstract List<String> record(Path recorded);

    /**
     * Returns the options of the process that assembles the cache afterwards; empty if none is
     * needed.
     */
    abstract List<String> assemble(Path recorded, Path cache);
}
