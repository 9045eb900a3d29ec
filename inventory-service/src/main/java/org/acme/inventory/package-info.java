@NullMarked
package org.acme.inventory;

import org.jspecify.annotations.NullMarked;
