/** Writes a run as one self-contained report page with plots. */
@NullMarked
package org.acme.workshop.report;

import org.jspecify.annotations.NullMarked;
