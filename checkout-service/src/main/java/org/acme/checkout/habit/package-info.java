/**
 * Bad habits that a lesson can switch on for a while, to show what they do. Nothing else needs them,
 * or knows of them: without this folder, checkout is the same service.
 */
@NullMarked
package org.acme.checkout.habit;

import org.jspecify.annotations.NullMarked;
