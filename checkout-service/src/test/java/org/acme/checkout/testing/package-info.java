/** What the tests stand on: a real PostgreSQL, and neighbours on real sockets that misbehave. */
@NullMarked
package org.acme.checkout.testing;

import org.jspecify.annotations.NullMarked;
