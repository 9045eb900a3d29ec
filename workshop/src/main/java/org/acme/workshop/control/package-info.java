/** The control room's front: its HTTP interface and its page. */
@NullMarked
package org.acme.workshop.control;

import org.jspecify.annotations.NullMarked;
