/** Bad habits that a lesson can switch on for a while, to show what they do. Nothing else needs them. */
@NullMarked
package org.acme.checkout.habit;

import org.jspecify.annotations.NullMarked;
