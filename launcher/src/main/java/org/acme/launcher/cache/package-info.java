/** Caches of loaded classes, which make a Java program start with less processor time. */
@NullMarked
package org.acme.launcher.cache;

import org.jspecify.annotations.NullMarked;
