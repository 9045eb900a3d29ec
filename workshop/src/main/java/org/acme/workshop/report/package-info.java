/** A run as a page to keep: one file, with plots, that needs nothing else. */
@NullMarked
package org.acme.workshop.report;

import org.jspecify.annotations.NullMarked;
