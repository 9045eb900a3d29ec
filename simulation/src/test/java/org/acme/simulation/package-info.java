/** The checkout protocol on virtual time: real rules, real steps, a hostile network. */
@NullMarked
package org.acme.simulation;

import org.jspecify.annotations.NullMarked;
