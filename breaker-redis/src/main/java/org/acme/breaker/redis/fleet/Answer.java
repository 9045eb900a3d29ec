package org.acme.breaker.redis.fleet;

import java.util.List;

/**
 * What the store answers to a {@link Report}.
 *
 * @param living how many replicas have reported lately, this one included
 * @param votesNeeded how many open replicas open all
 * @param breakers one for each opinion of the report, in its order
 */
public record Answer(int living, int votesNeeded, List<Consensus> breakers) {}
