/** Small programs that stand in for the services in tests. */
@NullMarked
package org.acme.launcher.standin;

import org.jspecify.annotations.NullMarked;
