/** What the programs bring along at run time, and under which licences. */
@NullMarked
package org.acme.systemtest.dependencies;

import org.jspecify.annotations.NullMarked;
