/** Creates pipelines from the configuration, and the beans through which they are injected. */
@NullMarked
package org.acme.breaker.quarkus.pipeline;

import org.jspecify.annotations.NullMarked;
