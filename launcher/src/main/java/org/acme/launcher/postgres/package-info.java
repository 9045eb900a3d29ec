/** The embedded PostgreSQL server and the process that keeps it on a leash. */
@NullMarked
package org.acme.launcher.postgres;

import org.jspecify.annotations.NullMarked;
