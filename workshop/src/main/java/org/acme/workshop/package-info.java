@NullMarked
package org.acme.workshop;

import org.jspecify.annotations.NullMarked;
