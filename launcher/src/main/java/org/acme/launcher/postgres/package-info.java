/** The embedded PostgreSQL server and the process that stops it when its parent ends. */
@NullMarked
package org.acme.launcher.postgres;

import org.jspecify.annotations.NullMarked;
