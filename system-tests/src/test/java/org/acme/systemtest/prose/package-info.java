/** Checks the language of documentation, texts on screens and comments. */
@NullMarked
package org.acme.systemtest.prose;

import org.jspecify.annotations.NullMarked;
