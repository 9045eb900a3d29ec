/** What clients do that no honest client does, and what they get for it. */
@NullMarked
package org.acme.systemtest.abuse;

import org.jspecify.annotations.NullMarked;
