package org.acme.breaker.quarkus.pipeline;

/** Finds the application's customizers by name. */
@FunctionalInterface
interface Customizers {

    /**
     * Returns the customizer of this name; one that changes nothing if the application has none.
     */
    PipelineCustomizer of(String name);
}
