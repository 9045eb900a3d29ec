/** Plays a scenario through the control room's HTTP interface and shows what happens in words. */
@NullMarked
package org.acme.launcher.play;

import org.jspecify.annotations.NullMarked;
