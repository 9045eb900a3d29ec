/** Dashboards, rules and what they show: read as files, and asked of a real Prometheus. */
@NullMarked
package org.acme.systemtest.observability;

import org.jspecify.annotations.NullMarked;
