/** Child processes: started on a leash, watched, restarted when they crash, stopped in order. */
@NullMarked
package org.acme.launcher.child;

import org.jspecify.annotations.NullMarked;
