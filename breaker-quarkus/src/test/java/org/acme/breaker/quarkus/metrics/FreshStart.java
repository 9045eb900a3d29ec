package org.acme.breaker.quarkus.metrics;

import io.quarkus.test.junit.QuarkusTestProfile;

/** An application of its own, in which nothing has happened yet. */
public class FreshStart implements QuarkusTestProfile {}
