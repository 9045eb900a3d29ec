/** What can be said about {@code kubernetes/} without a cluster, and how a rollout behaves. */
@NullMarked
package org.acme.systemtest.kubernetes;

import org.jspecify.annotations.NullMarked;
