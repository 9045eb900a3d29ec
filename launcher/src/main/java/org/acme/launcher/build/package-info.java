/** Decides whether the jars are older than the sources, and builds them. */
@NullMarked
package org.acme.launcher.build;

import org.jspecify.annotations.NullMarked;
