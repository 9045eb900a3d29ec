@NullMarked
package org.acme.systemtest;

import org.jspecify.annotations.NullMarked;
