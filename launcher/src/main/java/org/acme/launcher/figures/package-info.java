/** Writes the measured figures in the documentation from the data of saved runs. */
@NullMarked
package org.acme.launcher.figures;

import org.jspecify.annotations.NullMarked;
