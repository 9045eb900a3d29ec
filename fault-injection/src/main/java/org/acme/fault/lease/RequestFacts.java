package org.acme.fault.lease;

import org.jspecify.annotations.Nullable;

/** What a lease may ask about a request. */
public interface RequestFacts {

    String method();

    /** Normalized, without the query. */
    String path();

    @Nullable String header(String name);
}
