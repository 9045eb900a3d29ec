/**
 * Child processes: started so that they watch their parent, restarted when they crash, stopped in
 * order.
 */
@NullMarked
package org.acme.launcher.child;

import org.jspecify.annotations.NullMarked;
