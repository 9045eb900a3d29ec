/** The two lanes: where their services are, how they are asked, and what is seen of them now. */
@NullMarked
package org.acme.workshop.lane;

import org.jspecify.annotations.NullMarked;
