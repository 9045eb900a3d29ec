package org.acme.fault;

import org.jspecify.annotations.Nullable;

/** What a lease may ask about a request. */
interface RequestFacts {

    String method();

    /** Normalized, without the query. */
    String path();

    @Nullable String header(String name);
}
