/** Reads scenario files: steps, settings, expectations. Every mistake is reported with its line. */
@NullMarked
package org.acme.workshop.scenario.file;

import org.jspecify.annotations.NullMarked;
