/** What survives when programs die at random moments: money, stock and every accepted order. */
@NullMarked
package org.acme.systemtest.chaos;

import org.jspecify.annotations.NullMarked;
