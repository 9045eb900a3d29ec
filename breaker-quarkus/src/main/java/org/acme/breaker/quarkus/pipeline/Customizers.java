package org.acme.breaker.quarkus.pipeline;

/** The application's customizers, by name. */
@FunctionalInterface
interface Customizers {

    /** The customizer of this name; one that changes nothing if the application has none. */
    PipelineCustomizer of(String name);
}
