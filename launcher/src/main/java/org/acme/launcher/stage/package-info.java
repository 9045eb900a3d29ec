/** The whole cast on one machine: PostgreSQL, two lanes of services, the control room. */
@NullMarked
package org.acme.launcher.stage;

import org.jspecify.annotations.NullMarked;
