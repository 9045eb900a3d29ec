package org.acme.fault.lease;

import org.jspecify.annotations.Nullable;

/** The facts of a request that a lease can match. */
public interface RequestFacts {

    String method();

    /** Returns the normalized path, without the query. */
    String path();

    @Nullable String header(String name);
}
